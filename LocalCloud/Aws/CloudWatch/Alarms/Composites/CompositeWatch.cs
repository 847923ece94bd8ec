using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>Tells the actions of composite alarms, and ends the periods in which they wait.</summary>
internal sealed partial class CompositeWatch(CloudWatchService service)
{
    private readonly Agenda<Waiting> _agenda = new();
    private CancellationToken _stopping;
    private ILogger _log = null!;

    public void Start(CancellationToken stopping)
    {
        _stopping = stopping;
        _log = service.Host.Loggers.CreateLogger<CompositeWatch>();
        _agenda.Start(service.Host.Time, due => due.ForEach(alarm => _ = EndAsync(alarm)), stopping);
        foreach (var state in service.States.Cast<CloudWatchState>())
        foreach (var name in service.Host.Read(state, s => s.Composites.Keys.ToArray()))
            Plan(state, name);
    }

    public void Plan(CloudWatchState state, string name) =>
        _agenda.Set(new Waiting(state, name), service.Host.Read(state, s => s.Composites.GetValueOrDefault(name)?.SuppressedUntil));

    public void Tell(CloudWatchState state, CompositeAlarm before, CompositeAlarm after)
    {
        if (after.ActionsEnabled)
            _ = AlarmNotice.SendAsync(service.Host, state.Scope, before, after, failure => NotTold(_log, after.Name, failure), _stopping);
    }

    private async Task EndAsync(Waiting waiting) =>
        await service
            .Host.ChangeAsync(waiting.State, (s, changes) =>
            {
                if (s.Composites.GetValueOrDefault(waiting.Name) is { SuppressedUntil: { } until } alarm && until <= s.Time.GetUtcNow())
                {
                    var free = alarm.Suppressed(null);
                    s.Put(changes, free);
                    changes.AfterCommit(() => Tell(s, alarm, free));
                }
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Composite alarm {Alarm} could not tell its action: {Reason}")]
    private static partial void NotTold(ILogger log, string alarm, string reason);

    private sealed record Waiting(CloudWatchState State, string Name);
}
