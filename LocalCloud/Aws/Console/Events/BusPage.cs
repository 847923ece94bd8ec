using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One bus with its rules, events and archives.</summary>
internal static class BusPage
{
    public static Html Of(ConsoleRequest page, EventsState state, EventBus bus, ArnLinks links) =>
        Html.Of(
            $"""
        {page.Back("All events")}
        <h2>{bus.Name}</h2>
        {Widgets.Facts(("ARN", Widgets.Code(bus.Arn)), ("Description", bus.Row.Description is { Length: > 0 } text ? Widgets.Text(text) : null), ("Created", page.Time(bus.Row.Created)),
            ("Dead letters to", bus.Row.DeadLetterConfig?.Arn is { } queue ? links.Of(queue) : null))}
        {(bus.Row.Policy is { } policy ? Widgets.Fold("policy", Widgets.Text("Policy"), Widgets.Block(policy)) : Widgets.None)}
        {EventForms.Put(page, state, bus)}
        {EventForms.Test(page, state, null, bus.History.Traces.FirstOrDefault())}
        {(bus.Name == EventsState.DefaultBus ? Widgets.None : Forms.Danger(page, "delete-bus", "Delete the bus", $"{bus.Name} is deleted; its rules have to be deleted before."))}
        {EventList.Of(page, [bus])}
        {Widgets.Live("rules", RuleList.Of(page, bus.Rules.Values, links))}
        {ArchiveList.Of(page, state, state.Archives.Values.Where(a => a.Row.Bus == bus.Name), bus)}
        """
        );
}
