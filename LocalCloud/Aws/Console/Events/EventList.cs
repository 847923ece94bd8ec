using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The last events of buses, with what became of them.</summary>
internal static class EventList
{
    public static Html Of(ConsoleRequest page, IEnumerable<EventBus> buses)
    {
        var words = page.Value("has");
        var all = buses
            .SelectMany(bus => bus.History.Traces.Select(trace => (Bus: bus, Trace: trace)))
            .Where(e => words is null || Has(e.Trace, words))
            .OrderByDescending(e => e.Trace.Event.Received)
            .ToList();
        var (shown, pager) = page.Slice(all, all.Count);
        return Html.Of(
            $"""
            <h2>Last events</h2>
            {Forms.Ask(page, "Filter", new Field("has", "Source, detail type or id has"))}
            {Widgets.Live("events", Html.Of($"""
                {Widgets.Table("Last events", ["Received", "Event", "Bus", "Matched rules", "Deliveries", ""], shown.Select(e => Row(page, e.Bus, e.Trace)),
                    words is null ? Html.Of($"No event came since LocalCloud was started. "
                        + $"Put one above.") : Html.Of($"No event has “{words}” in its source, detail type or id."))}
                {pager}
                {(all.Count > 0 ? Widgets.Soft("The last 200 of each bus since LocalCloud was started; they are kept in memory. An "
                    + $"archive keeps them for good.") : Widgets.None)}
                """))}
            """
        );
    }

    public static Html Deliveries(EventTrace trace, ArnLinks links) =>
        Widgets.Table(
            "Deliveries",
            ["Rule", "Target", "State", "Tries", "Error"],
            trace
                .Deliveries.OrderBy(d => d.Key, StringComparer.Ordinal)
                .Select(d =>
                    Widgets.Row(
                        Widgets.Text(d.Value.Rule),
                        Html.Of($"{links.Of(d.Value.Arn)} <small>{d.Value.Target}</small>"),
                        Widgets.Status(d.Value.Status),
                        Widgets.Number(d.Value.Attempts),
                        Widgets.Text(d.Value.Error)
                    )
                ),
            Html.Of($"Nothing was delivered: no rule that matched has a target.")
        );

    private static Html Row(ConsoleRequest page, EventBus bus, EventTrace trace) =>
        Widgets.Row(
            page.Time(trace.Event.Received),
            Html.Of(
                $"""<a href="{page.Link("events", trace.Event.Id)}">{trace.Event.DetailType}</a><br><small>{trace.Event.Source} · {trace.Event.Id}</small>"""
            ),
            Widgets.Anchor(page.Link("events", bus.Name), bus.Name),
            trace.Matched.Count == 0
                ? Widgets.Soft("none")
                : Html.Of(
                    $"""{trace.Matched.Select(rule => Html.Of($"{Widgets.Anchor(page.Link("events", $"{bus.Name}/{rule}"), rule)}<br>"))}"""
                ),
            Html.Of(
                $"""{trace.Deliveries.Values.Select(d => Html.Of($"{Widgets.Status(d.Status)} <small>{Arn.LastOf(d.Arn)} {d.Error}</small><br>"))}"""
            ),
            Forms.RowButton(page, "again", "Put again", $"event {trace.Event.Id}", ("bus", bus.Name), ("id", trace.Event.Id))
        );

    private static bool Has(EventTrace trace, string words) =>
        trace.Event.Source.Contains(words, StringComparison.OrdinalIgnoreCase)
        || trace.Event.DetailType.Contains(words, StringComparison.OrdinalIgnoreCase)
        || trace.Event.Id.Contains(words, StringComparison.OrdinalIgnoreCase);
}
