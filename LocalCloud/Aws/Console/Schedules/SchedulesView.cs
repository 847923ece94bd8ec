using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Schedules with the time when they happen next, and their last invocations.</summary>
internal sealed class SchedulesView : IConsoleView
{
    public string Id => "schedules";

    public string Title => "Schedules";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SchedulerState>("scheduler"), s => s.Schedules.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var links = new ArnLinks(page);
        return new(page.Host.Read(page.State<SchedulerState>("scheduler"), state => page.Name is null ? All(page, state, links)
                : Named(state, page.Name) is { } schedule ? One(page, state, schedule, links)
                : page.Missing("schedule", "All schedules")));
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => ScheduleActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<SchedulerState>("scheduler"), s =>
            s.Schedules.Values.Where(x => x.Key.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Select(x => new Hit("Schedule", x.Row.Name, page.Link("schedules", x.Key), x.Row.Expression))
                .Take(SearchView.Most)
                .ToList()
        );

    /// <summary>GROUP/NAME; a name alone is of the default group.</summary>
    internal static Schedule? Named(SchedulerState state, string name) =>
        state.Schedules.GetValueOrDefault(name) ?? state.Schedules.GetValueOrDefault(SchedulerState.Key(GroupRow.Default, name));

    private static Html All(ConsoleRequest page, SchedulerState state, ArnLinks links)
    {
        var (shown, pager) = page.Slice(state.Schedules.Values, state.Schedules.Count);
        return Html.Of(
            $"""
            {Widgets.Live("schedules", Html.Of($"""
                {Widgets.Table("Schedules", ["Schedule", "Expression", "State", "Next", "Target", ""], shown.Select(s => Row(page, s, links)),
                    Html.Of($"There is no schedule yet. Make one below."))}
                {pager}
                """))}
            {ScheduleForms.Create(page, state, links)}
            {Widgets.Live("invocations", Invocations(page, state.History.Traces, links))}
            """
        );
    }

    private static Html One(ConsoleRequest page, SchedulerState state, Schedule schedule, ArnLinks links)
    {
        var row = schedule.Row;
        return Html.Of(
            $"""
            {page.Back("All schedules")}
            <h2>{schedule.Key}</h2>
            {Widgets.Live("schedule", Html.Of($"""
                {Widgets.Facts(("Expression", Widgets.Code(row.Expression)), ("Time zone", Widgets.Text(row.Timezone)), ("State", Widgets.Status(row.State)), ("Next", Next(page, schedule)),
                    ("Window", row.Window.Length == TimeSpan.Zero ? null : Widgets.Text($"within {Widgets.Span(row.Window.Length.TotalSeconds)}")),
                    ("From", row.StartDate is { } start ? page.Time(start) : null), ("Until", row.EndDate is { } end ? page.Time(end) : null),
                    ("After its last time", row.ActionAfterCompletion == ScheduleRow.Delete ? Widgets.Text("it deletes itself") : null),
                    ("Description", row.Description is { Length: > 0 } text ? Widgets.Text(text) : null), ("ARN", Widgets.Code(schedule.Arn)),
                    ("Target", links.Of(row.Target.Arn)), ("Role", Widgets.Code(row.Target.RoleArn)), ("Message group", row.Target.SqsParameters?.MessageGroupId is { } group ? Widgets.Text(group) : null),
                    ("Event", row.Target.EventBridgeParameters is { } e ? Widgets.Text($"{e.DetailType} of {e.Source}") : null),
                    ("Retries", Widgets.Text($"up to {row.Target.RetryPolicy?.MaximumRetryAttempts ?? 185}, for "
                        + $"{Widgets.Span(row.Target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86400)}")),
                    ("Dead letters to", row.Target.DeadLetterConfig?.Arn is { } dead ? links.Of(dead) : null),
                    ("Input", row.Target.Input is { } input ? Widgets.Block(input) : Widgets.Soft("an event that says which schedule it "
                        + "was")))}
                <div class="actions">{ScheduleForms.Fire(page, schedule)}{ScheduleForms.Switch(page, schedule)}</div>
                """))}
            {Forms.Danger(page, "delete", "Delete the schedule", $"{schedule.Key} is deleted: it does not happen any more.", ("schedule", schedule.Key))}
            {Widgets.Live("invocations", Invocations(page, state.History.Traces.Where(t => t.Invocation.Schedule == schedule.Key), links))}
            """
        );
    }

    private static Html Row(ConsoleRequest page, Schedule schedule, ArnLinks links) =>
        page.Row(
            schedule.Key,
            Html.Of($"<code>{schedule.Row.Expression}</code><br><small>{schedule.Row.Timezone}</small>"),
            Widgets.Status(schedule.Row.State),
            Next(page, schedule),
            links.Of(schedule.Row.Target.Arn),
            Html.Of($"{ScheduleForms.Fire(page, schedule)}{ScheduleForms.Switch(page, schedule)}")
        );

    private static Html Next(ConsoleRequest page, Schedule schedule) =>
        schedule.Row.State != ScheduleRow.Enabled ? Widgets.Soft("not while it is disabled")
        : schedule.Next is { } next ? page.Time(schedule.Due(next))
        : Widgets.Soft("no more");

    private static Html Invocations(ConsoleRequest page, IEnumerable<InvocationTrace> traces, ArnLinks links)
    {
        var all = traces.ToList();
        var (shown, pager) = page.Slice(all, all.Count, "invocations");
        return Html.Of(
            $"""
            <h2>Invocations, newest first</h2>
            {Widgets.Table("Invocations", ["Scheduled", "Schedule", "Target", "State", "Tries", "Error"], shown.Select(t => Row(page, t, links)),
                Html.Of($"None since LocalCloud was started. Fire a schedule, or move the <a href=\"{page.Link("clock")}\">clock</a> to its time."))}
            {pager}
            {(all.Count > 0 ? Widgets.Soft("The last 200 since LocalCloud was started; they are kept in memory.") : Widgets.None)}
            """
        );
    }

    private static Html Row(ConsoleRequest page, InvocationTrace trace, ArnLinks links) =>
        Widgets.Row(
            Html.Of(
                $"{page.Time(trace.Invocation.Scheduled)}{(trace.Invocation.IsByHand == true ? Html.Of($"<br><small>fired by hand</small>") : Widgets.None)}"
            ),
            Widgets.Anchor(page.Link("schedules", trace.Invocation.Schedule), trace.Invocation.Schedule),
            links.Of(trace.Invocation.Target.Arn),
            Widgets.Status(trace.Status),
            Widgets.Number(trace.Attempts),
            Widgets.Text(trace.Error)
        );
}
