using System.Text;
using LocalCloud.Aws.EventBridge.Schedules;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>One timer of the host's clock for each enabled rule with a schedule.</summary>
internal sealed class ScheduledRules(EventsService service)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40); // a timer holds 49 days at most

    private readonly Lock _gate = new();
    private readonly Dictionary<Rule, ITimer> _timers = [];
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(CancellationToken stopping)
    {
        (_stopping, _started) = (stopping, true);
        foreach (var state in service.States.Cast<EventsState>())
        foreach (var rule in service.Host.Read(state, s => s.Buses.Values.SelectMany(b => b.Rules.Values).ToArray()))
            Reschedule(rule);
    }

    /// <summary>After every change of a rule; a rule that is gone, disabled or without a schedule loses its timer.</summary>
    public void Reschedule(Rule rule)
    {
        if (!_started)
            return; // Start takes all there are
        var (current, row) = service.Host.Read(rule.Bus.State, _ => (rule.Bus.Rules.GetValueOrDefault(rule.Name) == rule, rule.Row));
        lock (_gate)
        {
            if (_timers.Remove(rule, out var old))
                old.Dispose();
            if (!current || !row.IsEnabled || row.ScheduleExpression is null || _stopping.IsCancellationRequested)
                return;
            var time = service.Host.Time;
            if (Schedule.Parse(row.ScheduleExpression)?.Next(row.Scheduled, time.GetUtcNow()) is not { } next)
                return;
            var wait = next - time.GetUtcNow();
            var timer = time.CreateTimer(
                _ => _ = FireAsync(rule, row, next),
                null,
                wait < LongestTimer ? wait : LongestTimer,
                Timeout.InfiniteTimeSpan
            );
            _timers[rule] = timer;
        }
    }

    private async Task FireAsync(Rule rule, RuleRow row, DateTimeOffset at)
    {
        if (_stopping.IsCancellationRequested)
            return;
        if (service.Host.Time.GetUtcNow() >= at)
        {
            await service
                .Host.ChangeAsync(rule.Bus.State, (state, changes) =>
                {
                    if (ReferenceEquals(rule.Row, row) || (rule.Row.IsEnabled && rule.Row.ScheduleExpression == row.ScheduleExpression))
                        Ingest.TakeFor(state, changes, rule, Event(rule, at, state.Time.GetUtcNow()));
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
        }
        Reschedule(rule);
    }

    private static IncomingEvent Event(Rule rule, DateTimeOffset at, DateTimeOffset now)
    {
        var id = Guid.NewGuid().ToString();
        var json = EventJson.Envelope(id, "aws.events", "Scheduled Event", rule.Bus.State.Scope, at, [rule.Arn], "{}"u8.ToArray());
        return new IncomingEvent(id, "aws.events", "Scheduled Event", at, json, now);
    }
}
