using LocalCloud.Aws.Lambda.Mappings.Streams;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>What brings a source's events to a function.</summary>
internal interface IPoller
{
    /// <summary>Takes no more; what it has in hand is finished as it was begun.</summary>
    void Stop();

    Task Ended { get; }
}

/// <summary>One poller for each mapping that is enabled.</summary>
internal sealed class Pollers(LambdaService service)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IPoller> _latest = new(StringComparer.Ordinal);
    private CancellationToken _stopping;
    private bool _started;

    public void Start(CancellationToken stopping)
    {
        (_stopping, _started) = (stopping, true);
        foreach (var state in service.States.Cast<LambdaState>())
        foreach (var mapping in service.Host.Read(state, s => s.Mappings.Values.ToList()))
            Changed(state, mapping);
    }

    /// <summary>A mapping that was made, changed, disabled or deleted.</summary>
    public void Changed(LambdaState state, EventSourceMapping mapping)
    {
        if (!_started)
            return; // Start takes all there are
        lock (_gate)
        {
            _latest.TryGetValue(mapping.UUID, out var before);
            before?.Stop();
            if (mapping.Enabled)
                _latest[mapping.UUID] = mapping.IsStream
                    ? StreamPoller.Start(service, state, mapping, before?.Ended ?? Task.CompletedTask, _stopping)
                    : QueuePoller.Start(service, state, mapping, _stopping);
            else if (before?.Ended.IsCompleted == true)
                _latest.Remove(mapping.UUID);
        }
    }
}
