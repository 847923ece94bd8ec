using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>Makes invocations of the occurrences whose time has come, one timer for all schedules. Where the calendar stands is in the
/// store: what was missed while nothing ran happens at the next start.</summary>
internal sealed partial class Calendar(SchedulerService service)
{
    // Later than this, a machine that slept: nobody wants the reports of the whole night.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    private readonly Agenda<Schedule> _agenda = new();
    private ILogger _log = null!;
    private volatile bool _started;

    /// <summary>Schedules that have a next time.</summary>
    public int Count => _agenda.Count;

    public void Start(CancellationToken stopping)
    {
        _log = service.Host.Loggers.CreateLogger<Calendar>();
        _agenda.Start(service.Host.Time, Happen, stopping);
        _started = true;
        foreach (var state in service.States.Cast<SchedulerState>())
        {
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

    /// <summary>After every change of a schedule; one that is gone, disabled or complete has no place here.</summary>
    public void Plan(Schedule schedule)
    {
        if (!_started)
            return; // Start takes all there are
        // Under the gate, so that of two changes the later one has the last word.
        service.Host.Read(schedule.State, s =>
        {
            var next = s.IsCurrent(schedule) && schedule.Row.State == ScheduleRow.Enabled ? schedule.Next : null;
            _agenda.Set(schedule, next is { } occurrence ? schedule.Due(occurrence) : null);
            return 0;
        });
    }

    /// <summary>Invokes the target of a schedule now, as if its time had come; its own times stay as they are.</summary>
    public ValueTask<Result<Invocation>> FireAsync(Schedule schedule) =>
        service.Host.ChangeAsync(schedule.State, Result<Invocation> (state, changes) =>
        {
            if (!state.IsCurrent(schedule))
                return Errors.NoSchedule(schedule.Row.Name);
            var invocation = Occurrences.Fire(state, changes, schedule, state.Time.GetUtcNow());
            changes.AfterCommit(() => service.Pump.Enqueue(state, invocation));
            return invocation;
        });

    private void Happen(List<Schedule> due)
    {
        foreach (var schedules in due.GroupBy(s => s.State))
            _ = HappenAsync(schedules.Key, [.. schedules], missed: false);
    }

    private async Task HappenAsync(SchedulerState state, Schedule[] schedules, bool missed)
    {
        try
        {
            await service
                .Host.ChangeAsync(state, (s, changes) =>
                {
                    var now = s.Time.GetUtcNow();
                    foreach (var schedule in schedules)
                    {
                        // On a clock that is moved by hand nothing is late: each occurrence happens.
                        var slept =
                            ReferenceEquals(s.Time, TimeProvider.System) && schedule.Next is { } next && now - schedule.Due(next) > Late;
                        foreach (var invocation in Occurrences.Take(s, changes, schedule, now, missed || slept))
                            changes.AfterCommit(() => service.Pump.Enqueue(s, invocation));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The occurrences of {Schedules} schedules could not be taken")]
    private static partial void NotTaken(ILogger log, int schedules, Exception e);
}
