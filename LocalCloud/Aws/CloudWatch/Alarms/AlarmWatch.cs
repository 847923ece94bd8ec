using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>
/// Looks at each alarm when a minute is over (or ten seconds, for alarms of short periods), and tells its actions what has changed.
/// </summary>
internal sealed partial class AlarmWatch(CloudWatchService service)
{
    private readonly Agenda<Watched> _agenda = new();
    private CancellationToken _stopping;
    private ILogger _log = null!;

    public void Start(CancellationToken stopping)
    {
        _stopping = stopping;
        _log = service.Host.Loggers.CreateLogger<AlarmWatch>();
        _agenda.Start(service.Host.Time, due => due.ForEach(alarm => _ = LookAsync(alarm)), stopping);
        foreach (var state in service.States.Cast<CloudWatchState>())
        foreach (var name in service.Host.Read(state, s => s.Alarms.Keys.ToArray()))
            Look(state, name);
    }

    /// <summary>From now on, and not at once: what is in the minute that runs is not all that it will hold.</summary>
    public void Look(CloudWatchState state, string name)
    {
        if (service.Host.Read(state, s => s.Alarms.GetValueOrDefault(name)) is not { } alarm)
            return;
        var step = alarm.Length < 60 ? 10 : 60;
        _agenda.Set(
            new Watched(state, name),
            DateTimeOffset.FromUnixTimeSeconds((service.Host.Time.GetUtcNow().ToUnixTimeSeconds() / step + 1) * step)
        );
    }

    public void Forget(CloudWatchState state, string name) => _agenda.Set(new Watched(state, name), null);

    public void Tell(CloudWatchState state, Alarm before, Alarm after)
    {
        if (after.ActionsEnabled)
            _ = AlarmNotice.SendAsync(service.Host, state.Scope, before, after, failure => NotTold(_log, after.Name, failure), _stopping);
    }

    private async Task LookAsync(Watched watched)
    {
        var (state, name) = watched;
        try
        {
            var now = service.Host.Time.GetUtcNow();
            if (service.Host.Read(state, s => s.Alarms.GetValueOrDefault(name)) is not { } alarm)
                return;
            // What lies in a queue as the period ends. It is of the minute that the period is in: of short periods only the first in it has
            // a value (docs: API_PutMetricAlarm, Period, of metrics without sub-minute resolution)
            foreach (var query in alarm.Queries)
                if (query.MetricStat?.Metric is { } metric)
                {
                    var begin = now.ToUnixTimeSeconds() - Math.Min(alarm.Length, 60);
                    await service.Gauges.LookAsync(state, metric.Namespace!, metric.Dimensions, _stopping, begin).ConfigureAwait(false);
                }
            await service
                .Host.ChangeAsync(state, (s, changes) =>
                {
                    if (s.Alarms.GetValueOrDefault(name) is { } current && AlarmEvaluation.Of(s, current, now) is var (value, reason, data))
                    {
                        var changed = current.To(value, reason, data, now);
                        s.Put(changes, changed);
                        changes.AfterCommit(() => Tell(s, current, changed));
                    }
                    return (Result<Nothing>)Nothing.Instance;
                })
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Unforeseen(_log, name, e);
        }
        Look(state, name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alarm {Alarm} could not tell its action: {Reason}")]
    private static partial void NotTold(ILogger log, string alarm, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alarm {Alarm} could not be looked at")]
    private static partial void Unforeseen(ILogger log, string alarm, Exception e);

    private sealed record Watched(CloudWatchState State, string Name);
}
