using System.Text;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One event: what it says, which rules it matched and which not and why, and what became of it.</summary>
internal static class EventPage
{
    public static Html Of(ConsoleRequest page, EventsState state, EventBus bus, EventTrace trace, ArnLinks links) =>
        Html.Of(
            $"""
        {page.Back("All events")}
        <h2>{trace.Event.DetailType}</h2>
        {Widgets.Live("event", Html.Of($"""
            {Widgets.Facts(("Id", Widgets.Code(trace.Event.Id)), ("Source", Widgets.Text(trace.Event.Source)), ("Bus", Widgets.Anchor(page.Link("events", bus.Name), bus.Name)),
                ("Time", page.Time(trace.Event.Time)), ("Received", page.Time(trace.Event.Received)),
                ("Trace", trace.Event.TraceParent is { } parent ? Widgets.Code(parent) : null), ("From bus", trace.Event.FromBus is { } from ? links.Of(from) : null))}
            <div class="actions">{Forms.Button(page, "again", "Put again", ("bus", bus.Name), ("id", trace.Event.Id))}</div>
            {Widgets.Block(Encoding.UTF8.GetString(trace.Event.Json))}
            <h3>Deliveries</h3>
            {EventList.Deliveries(trace, links)}
            <h3>Rules that it matched</h3>
            {(trace.Matched.Count == 0 ? Html.Of($"""<p class="empty">None of the {trace.Rules.Rules.Length} rules with a pattern that were enabled when it came.</p>""")
                : Html.Of($"""<ul>{trace.Matched.Select(rule => Html.Of($"<li>{Widgets.Anchor(page.Link("events", $"{bus.Name}/{rule}"), rule)}</li>"))}</ul>"""))}
            {NotMatched(page, bus, trace)}
            """))}
        {EventForms.Test(page, state, null, trace)}
        """
        );

    private static Html NotMatched(ConsoleRequest page, EventBus bus, EventTrace trace)
    {
        var others = trace
            .Rules.Rules.Select((rule, at) => (Rule: rule, At: at))
            .Where(r => !trace.Matched.Contains(r.Rule.Name))
            .Select(r => (r.Rule, Why: trace.Rules.Index.Explain(r.At, trace.Event.Json)))
            .ToList();
        return others.Count == 0
            ? Widgets.None
            : Html.Of(
                $"""
            <h3>Rules that it did not match, and why</h3>
            {others.Select(r => Html.Of($"""
                <h4>{Widgets.Anchor(page.Link("events", $"{bus.Name}/{r.Rule.Name}"), r.Rule.Name)}</h4>
                {PatternAnswer.Of(r.Why, $"Why {r.Rule.Name} did not match")}
                """))}
            """
            );
    }
}
