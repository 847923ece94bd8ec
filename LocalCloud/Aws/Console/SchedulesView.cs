using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Scheduler.Invocations;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Schedules with the time when they happen next, and their latest invocations.</summary>
internal sealed class SchedulesView : IConsoleView
{
    public string Id => "schedules";

    public string Title => "Schedules";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SchedulerState>("scheduler"), s => s.Schedules.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<SchedulerState>("scheduler"), state => Html.Of($"""
        {ConsoleRequest.Table(["Schedule", "Expression", "Time zone", "State", "Next", "Target"], state.Schedules.Values.Select(s => page.Row(s.Key,
            ConsoleRequest.Code(s.Row.Expression), ConsoleRequest.Text(s.Row.Timezone), ConsoleRequest.Status(s.Row.State),
            ConsoleRequest.Time(s.Row.State == ScheduleRow.Enabled && s.Next is { } next ? s.Due(next) : null), ConsoleRequest.Text(s.Row.Target.Arn))))}
        <h2>Invocations, newest first</h2>
        {ConsoleRequest.Table(["Scheduled", "Schedule", "Target", "State", "Tries", "Error"],
            state.History.Traces.Where(t => page.Name is null || t.Invocation.Schedule == page.Name).Select(Row))}
        """)));

    private static Html Row(InvocationTrace trace) => Html.Of($"""
        <tr><td>{ConsoleRequest.Time(trace.Invocation.Scheduled)}</td><td>{trace.Invocation.Schedule}</td><td>{trace.Invocation.Target.Arn}</td>
        <td>{ConsoleRequest.Status(trace.Status)}</td><td>{ConsoleRequest.Number(trace.Attempts)}</td><td>{trace.Error}</td></tr>
        """);
}
