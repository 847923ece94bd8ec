using System.Globalization;
using LocalCloud.Aws.Logs;

namespace LocalCloud.Aws.WebConsole.Logs;

/// <summary>One log group: its events as they come, its streams, how long it is kept.</summary>
internal static class GroupPage
{
    // What PutRetentionPolicy takes
    private static readonly int[] Days =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    public static Html Show(ConsoleRequest page, LogGroup group)
    {
        var search = LogSearch.Of(page);
        var name = group.Name;
        // Links look into the states of other services, which is not done under this one's gate
        var function = name.StartsWith("/aws/lambda/", StringComparison.Ordinal) ? ResourceLinks.Function(page, name[12..]) : null;
        return Html.Of(
            $"""
            <h2>{name}</h2>
            {Widgets.Live("group", page.Host.Read(page.State<LogsState>("logs"), _ => Facts(page, group, function)))}
            <h3>Events</h3>
            {search.Form(page)}
            {Widgets.Live("events", EventTable.Show(page, group, search))}
            {Widgets.Live("streams", page.Host.Read(page.State<LogsState>("logs"), _ => Streams(page, group)))}
            {Forms.Folded(page, $"Keep events for another time than now ({GroupList.Kept(group)})", "keep", "Change",
                Field.Select("days", "Events are kept",
                Days.Select(d => (d.ToString(CultureInfo.InvariantCulture), Widgets.Span(d * 86400d))).Prepend(("", "for ever")),
                group.Row.RetentionInDays?.ToString(CultureInfo.InvariantCulture), "Older ones are deleted"))}
            {Forms.Danger(page, "delete", "Delete the log group", $"{name} goes with all its events.")}
            """
        );
    }

    private static Html Facts(ConsoleRequest page, LogGroup group, string? function) =>
        Widgets.Facts(
            ("Streams", Widgets.Number(group.Streams.Count)),
            ("Size", Widgets.Text(Widgets.Size(group.Bytes))),
            ("Kept", Widgets.Text(GroupList.Kept(group))),
            ("Last event", page.Time(GroupList.Last(group))),
            ("Function", function is null ? null : Widgets.Anchor(function, group.Name[12..])),
            ("Metric filters", group.Row.MetricFilters.Count > 0 ? Widgets.Number(group.Row.MetricFilters.Count) : null)
        );

    private static Html Streams(ConsoleRequest page, LogGroup group)
    {
        var (shown, pager) = page.Slice(group.Streams.Values.OrderByDescending(s => s.LastEvent), group.Streams.Count, "streams");
        return Widgets.Fold(
            "streams",
            Html.Of($"{group.Streams.Count} {(group.Streams.Count == 1 ? "stream" : "streams")}"),
            Html.Of(
                $"""
            {Widgets.Table("Streams", ["Stream", "First event", "Last event", "Size"], shown.Select(s => Widgets.Row(
                Widgets.Anchor(page.Link("logs", group.Name, ("stream", s.Name)), s.Name), Time(page, s.FirstEvent),
                    Time(page, s.LastEvent), Widgets.Text(Widgets.Size(s.Bytes)))))}{pager}
            """
            )
        );
    }

    private static Html Time(ConsoleRequest page, long? milliseconds) => milliseconds is { } at ? page.Time(at) : Widgets.None;
}
