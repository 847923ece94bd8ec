namespace LocalCloud.Aws.EventBridge.Replays;

/// <summary>Puts archived events into their bus again, some at a time; what it has done when the process ends is not done twice.</summary>
internal sealed partial class ReplayRunner
{
    /// <summary>AWS takes a while before it starts, in which the replay can be cancelled.</summary>
    public static readonly TimeSpan StartsAfter = TimeSpan.FromSeconds(1);

    private EventsService _service = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(EventsService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _started = true;
        foreach (var state in service.States.Cast<EventsState>())
        {
            foreach (var name in service.Host.Read(state, s => s.Replays.Values.Where(r => r.IsActive).Select(r => r.Name).ToArray()))
                Start(state, name);
        }
    }

    public void Start(EventsState state, string name)
    {
        if (_started)
            _ = RunAsync(state, name, StartsAfter);
    }

    /// <summary>The replay's state has been changed from outside: it does not have to wait for its start.</summary>
    public void Wake(EventsState state, string name)
    {
        if (_started)
            _ = RunAsync(state, name, TimeSpan.Zero);
    }

    private async Task RunAsync(EventsState state, string name, TimeSpan wait)
    {
        await Task.Delay(wait, state.Time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (
            !_stopping.IsCancellationRequested && _service.Host.Read(state, s => s.Replays.GetValueOrDefault(name)) is { IsActive: true }
        )
        {
            var result = await _service
                .Host.ChangeAsync(state, (s, changes) =>
                {
                    Step(s, changes, s.Replays.GetValueOrDefault(name)!);
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
            if (result.Error is not null)
                return; // the disk is full: it goes on after the next start
        }
    }

    // an event that cannot be replayed must not leave the replay running for ever
    private void Step(EventsState state, Changes changes, ReplayRow row)
    {
        try
        {
            ReplayStep.Take(state, changes, row);
        }
        catch (Exception e)
        {
            Unforeseen(_service.Host.Loggers.CreateLogger<ReplayRunner>(), row.Name, e);
            state.Replays.Put(
                changes,
                row with
                {
                    State = ReplayRow.Failed,
                    StateReason = e.Message,
                    ReplayEndTime = state.Time.GetUtcNow(),
                }
            );
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Replay {Name} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string name, Exception e);
}
