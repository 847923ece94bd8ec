using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// Makes invocations of occurrences whose time has come, and carries them to their targets, some at a time. Woken by the agenda and by
/// commits; what is not done when the process ends is in the store and goes on after the next start: each is made at least once.
/// </summary>
internal sealed partial class InvocationPump
{
    private const int Workers = 16;

    // Later than this, a machine that slept: nobody wants the reports of the whole night.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);
    private static readonly ActivitySource Tracing = new("LocalCloud.Aws");

    private readonly Channel<(SchedulerState State, string Key)> _due = Channel.CreateUnbounded<(SchedulerState, string)>();
    private SchedulerService _service = null!;
    private ILogger _log = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(SchedulerService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _log = service.Host.Loggers.CreateLogger<InvocationPump>();
        _started = true;
        for (var i = 0; i < Workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in service.States.Cast<SchedulerState>())
        {
            foreach (var key in service.Host.Read(state, s => s.Invocations.Values.OrderBy(i => i.Key, StringComparer.Ordinal).ToArray()))
                Plan(state, key);
            var now = state.Time.GetUtcNow();
            var missed = service.Host.Read(state, s =>
                s.Schedules.Values.Where(x => x.Row.State == ScheduleRow.Enabled && x.Next is { } next && x.Due(next) <= now).ToArray()
            );
            if (missed.Length > 0)
                _ = HappenAsync(state, missed, missed: true);
            foreach (var schedule in service.Host.Read(state, s => s.Schedules.Values.Except(missed).ToArray()))
                Plan(schedule);
        }
    }

    /// <summary>After every change of a schedule; one that is gone, disabled or complete has no place in the agenda.</summary>
    public void Plan(Schedule schedule)
    {
        if (!_started)
            return; // Start takes all there are
        // Under the gate, so that of two changes the later one has the last word.
        _service.Host.Read(schedule.State, s =>
        {
            var next = s.IsCurrent(schedule) && schedule.Row.State == ScheduleRow.Enabled ? schedule.Next : null;
            _service.Agenda.Set(schedule, next is { } occurrence ? schedule.Due(occurrence) : null);
            return 0;
        });
    }

    /// <summary>What the agenda calls out.</summary>
    public void Due(List<object> what)
    {
        foreach (var (state, key) in what.OfType<(SchedulerState, string)>())
            _due.Writer.TryWrite((state, key));
        foreach (var schedules in what.OfType<Schedule>().GroupBy(s => s.State))
            _ = HappenAsync(schedules.Key, [.. schedules], missed: false);
    }

    /// <summary>Invokes the target of a schedule now, as if its time had come; its own times stay as they are.</summary>
    public ValueTask<Result<Invocation>> FireAsync(Schedule schedule) =>
        _service.Host.ChangeAsync(schedule.State, Result<Invocation> (state, changes) =>
        {
            if (!state.IsCurrent(schedule))
                return Errors.NoSchedule(schedule.Row.Name);
            var invocation = Occurrences.Fire(state, changes, schedule, state.Time.GetUtcNow());
            changes.AfterCommit(() => Plan(state, invocation));
            return invocation;
        });

    private void Plan(SchedulerState state, Invocation invocation)
    {
        if (invocation.Due <= state.Time.GetUtcNow())
            _due.Writer.TryWrite((state, invocation.Key));
        else
            _service.Agenda.Set((state, invocation.Key), invocation.Due);
    }

    private async Task HappenAsync(SchedulerState state, Schedule[] schedules, bool missed)
    {
        try
        {
            await _service
                .Host.ChangeAsync(state, (s, changes) =>
                {
                    var now = s.Time.GetUtcNow();
                    foreach (var schedule in schedules)
                    {
                        // On a clock that is moved by hand nothing is late: each occurrence happens.
                        var slept =
                            ReferenceEquals(s.Time, TimeProvider.System) && schedule.Next is { } next && now - schedule.Due(next) > Late;
                        foreach (var invocation in Occurrences.Take(s, changes, schedule, now, missed || slept))
                            changes.AfterCommit(() => Plan(s, invocation));
                    }
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            NotTaken(_log, schedules.Length, e);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (state, key) in _due.Reader.ReadAllAsync(_stopping).ConfigureAwait(false))
                if (_service.Host.Read(state, s => s.Invocations.GetValueOrDefault(key)) is { } invocation)
                    await TryAsync(state, invocation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    private async Task TryAsync(SchedulerState state, Invocation invocation)
    {
        Failure? failure;
        try
        {
            failure = await SendAsync(state, invocation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            // One that fails in an unforeseen way must not stop the others: it is tried again as if the target had failed.
            Unforeseen(_log, invocation.Schedule, invocation.Target.Arn!, e);
            failure = new("InternalFailure", e.Message, Retriable: true);
        }
        var now = state.Time.GetUtcNow();
        var next = failure is null ? null : After(invocation, failure, now);
        if (failure is not null && next is null)
            Dropped(_log, invocation.Schedule, invocation.Target.Arn!, invocation.DeadLetter?.Message ?? failure.Message);
        await _service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                s.History.Update(
                    invocation,
                    Status(invocation, failure, next),
                    next?.Attempts ?? invocation.Attempts + (invocation.DeadLetter is null ? 1 : 0),
                    failure?.Message,
                    now
                );
                if (next is not null)
                    s.Put(changes, next);
                else
                {
                    s.Delete(changes, invocation);
                    DeleteCompleted(s, changes, invocation.Schedule);
                }
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (next is not null)
            Plan(state, next);
    }

    /// <summary>What remains to be done after a failure; null when nothing does.</summary>
    private static Invocation? After(Invocation invocation, Failure failure, DateTimeOffset now)
    {
        if (invocation.DeadLetter is null)
        {
            var next = RetryRule.Next(invocation, failure, now);
            return next.DeadLetter is null || invocation.Target.DeadLetterConfig?.Arn is not null ? next : null;
        }
        // A dead-letter queue that is out of order for a while does not lose the invocation: it has as long as the target had.
        return failure.Retriable && now - invocation.Begun < TimeSpan.FromDays(2)
            ? invocation with
            {
                Due = now + RetryRule.Delay(invocation),
            }
            : null;
    }

    private static string Status(Invocation invocation, Failure? failure, Invocation? next) =>
        failure is null
            ? invocation.DeadLetter is null
                ? "delivered"
                : "dead-lettered"
            : next is null
                ? "dropped"
                : next.DeadLetter is null
                    ? "retrying"
                    : "dead-lettering";

    private static void DeleteCompleted(SchedulerState state, Changes changes, string key)
    {
        if (
            state.Schedules.GetValueOrDefault(key)
                is { Row: { ActionAfterCompletion: ScheduleRow.Delete, State: ScheduleRow.Enabled } } schedule
            && schedule.Next is null
            && !state.HasPending(schedule)
        )
            state.Delete(changes, schedule);
    }

    private async Task<Failure?> SendAsync(SchedulerState state, Invocation invocation)
    {
        using var activity = Tracing.StartActivity(
            $"Scheduler invoke {invocation.Schedule}",
            ActivityKind.Producer,
            default(ActivityContext)
        );
        activity
            ?.SetTag("messaging.system", "aws_scheduler")
            .SetTag("messaging.message.id", invocation.ExecutionId)
            .SetTag("messaging.destination.name", invocation.Target.Arn)
            .SetTag("aws.scheduler.schedule", invocation.ScheduleArn);
        Failure? failure;
        if (invocation.DeadLetter is { } given)
            failure = await DeadLetterQueue.SendAsync(_service.Host, invocation, given, _stopping).ConfigureAwait(false);
        else if (invocation.Attempts == 0 && RetryRule.IsTooOld(invocation, state.Time.GetUtcNow()))
            failure = new("EventAgeExceeded", "LocalCloud did not run when the invocation was due.", Retriable: true);
        else
        {
            _service.Host.Usage.Count(
                new(_service.Id, "Invocation", invocation.Schedule, null, Caller.Service, state.Scope),
                null,
                new("invocations", 1)
            );
            failure = await TargetCall.SendAsync(_service.Host, state.Scope, invocation, _stopping).ConfigureAwait(false);
        }
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return failure;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The occurrences of {Schedules} schedules could not be taken")]
    private static partial void NotTaken(ILogger log, int schedules, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation of {Target} by schedule {Schedule} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string schedule, string target, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The invocation of {Target} by schedule {Schedule} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string schedule, string target, string reason);
}
