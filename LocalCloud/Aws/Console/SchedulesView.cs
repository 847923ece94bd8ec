using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Schedules with the time when they happen next, and their latest invocations.</summary>
internal sealed class SchedulesView : IConsoleView
{
    public string Id => "schedules";

    public string Title => "Schedules";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SchedulerState>("scheduler"), s => s.Schedules.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<SchedulerState>("scheduler"), state => Html.Of($"""
        {Widgets.Table("Schedules", ["Schedule", "Expression", "Time zone", "State", "Next", "Target"], state.Schedules.Values.Select(s => page.Row(s.Key,
            Widgets.Code(s.Row.Expression), Widgets.Text(s.Row.Timezone), Widgets.Status(s.Row.State),
            page.Time(s.Row.State == ScheduleRow.Enabled && s.Next is { } next ? s.Due(next) : null), Widgets.Text(s.Row.Target.Arn))))}
        <h2>Invocations, newest first</h2>
        {Widgets.Table("Schedules", ["Scheduled", "Schedule", "Target", "State", "Tries", "Error"],
            state.History.Traces.Where(t => page.Name is null || t.Invocation.Schedule == page.Name).Select(t => Row(page, t)))}
        """)));

    private static Html Row(ConsoleRequest page, InvocationTrace trace) => Html.Of($"""
        <tr><td>{page.Time(trace.Invocation.Scheduled)}</td><td>{trace.Invocation.Schedule}</td><td>{trace.Invocation.Target.Arn}</td>
        <td>{Widgets.Status(trace.Status)}</td><td>{Widgets.Number(trace.Attempts)}</td><td>{trace.Error}</td></tr>
        """);
}
