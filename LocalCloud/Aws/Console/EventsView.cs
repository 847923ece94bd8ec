using System.Text;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Buses with their rules, and the last events with what became of them.</summary>
internal sealed class EventsView : IConsoleView
{
    private const int Most = 50;

    public string Id => "events";

    public string Title => "Events";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<EventsState>("events"), s => s.Buses.Values.Sum(bus => bus.Rules.Count));

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<EventsState>("events"), state => Html.Of($"""
        <h3>Last events</h3>
        {Widgets.Table("Events", ["Received", "Bus", "Source", "Detail type", "Rules", "Deliveries"], state.Buses.Values
            .SelectMany(bus => bus.History.Traces.Select(trace => (bus, trace))).OrderByDescending(e => e.trace.Event.Received).Take(Most).Select(e => Row(page, e.bus, e.trace)))}
        {state.Buses.Values.Where(bus => bus.Rules.Count > 0).Select(Bus)}
        """)));

    private static Html Bus(EventBus bus) => Html.Of($"""
        <h2>{bus.Name}</h2>
        {Widgets.Table("Events", ["Rule", "State", "Pattern or schedule", "Targets"], bus.Rules.Values.Select(rule => Html.Of($"""
            <tr><td>{rule.Name}<br><small>{rule.Row.Description}</small></td><td>{Widgets.Status(rule.Row.State)}</td>
            <td><pre>{rule.Row.EventPattern ?? rule.Row.ScheduleExpression}</pre></td>
            <td>{rule.Row.Targets.Select(target => Html.Of($"{target.Id}<br><small>{target.Arn}</small><br>"))}</td></tr>
            """)))}
        """);

    private static Html Row(ConsoleRequest page, EventBus bus, EventTrace trace) => Html.Of($"""
        <tr><td>{page.Time(trace.Event.Received)}<br><small>{trace.Event.Id}</small></td><td>{bus.Name}</td>
        <td>{trace.Event.Source}</td><td><details><summary>{trace.Event.DetailType}</summary><pre>{Encoding.UTF8.GetString(trace.Event.Json)}</pre></details></td>
        <td>{(trace.Matched.Count == 0 ? "none matched" : string.Join(", ", trace.Matched))}</td>
        <td>{trace.Deliveries.Values.Select(d => Html.Of($"{Widgets.Status(d.Status)} <small>{d.Target} {d.Error}</small><br>"))}</td></tr>
        """);
}
