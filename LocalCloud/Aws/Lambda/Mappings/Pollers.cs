namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>One poller for each mapping that is enabled.</summary>
internal sealed class Pollers(LambdaService service)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, QueuePoller> _running = new(StringComparer.Ordinal);
    private CancellationToken _stopping;
    private bool _started;

    public void Start(CancellationToken stopping)
    {
        (_stopping, _started) = (stopping, true);
        foreach (var state in service.States.Cast<LambdaState>())
            foreach (var mapping in service.Host.Read(state, s => s.Mappings.Values.ToList()))
                Changed(state, mapping);
    }

    /// <summary>A mapping that was made, changed, disabled or deleted. What its poller has in hand is finished as it was begun.</summary>
    public void Changed(LambdaState state, EventSourceMapping mapping)
    {
        if (!_started)
            return; // Start takes all there are
        lock (_gate)
        {
            if (_running.Remove(mapping.UUID, out var before))
                before.Stop();
            if (mapping.Enabled)
                _running[mapping.UUID] = QueuePoller.Start(service, state, mapping, _stopping);
        }
    }
}
