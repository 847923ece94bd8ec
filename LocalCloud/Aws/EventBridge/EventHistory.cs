namespace LocalCloud.Aws.EventBridge;

/// <summary>The last events of a bus and what became of them. Not stored: it is for looking, not for working.</summary>
internal sealed class EventHistory
{
    private const int Kept = 200;
    private const int KeptBytes = 4 << 20;
    private readonly LinkedList<EventTrace> _traces = [];
    private int _bytes;

    /// <summary>newest first</summary>
    public IEnumerable<EventTrace> Traces => _traces;

    public EventTrace Add(IncomingEvent incoming, CompiledRules rules)
    {
        var trace = new EventTrace(incoming, rules);
        _traces.AddFirst(trace);
        _bytes += incoming.Json.Length;
        while (_traces.Count > Kept || (_bytes > KeptBytes && _traces.Count > 1))
        {
            _bytes -= _traces.Last!.Value.Event.Json.Length;
            _traces.RemoveLast();
        }
        return trace;
    }

    public void Update(string eventId, string deliveryKey, string status, int attempts, string? error, DateTimeOffset at)
    {
        foreach (var trace in _traces)
        {
            if (trace.Event.Id != eventId || !trace.Deliveries.TryGetValue(deliveryKey, out var delivery))
                continue;
            trace.Deliveries[deliveryKey] = delivery with
            {
                Status = status,
                Attempts = attempts,
                Error = error ?? delivery.Error,
                At = at,
            };
            return;
        }
    }
}

/// <param name="Rules">The rules as they were compiled when the event came: why a rule did not match can be asked later.</param>
internal sealed record EventTrace(IncomingEvent Event, CompiledRules Rules)
{
    public List<string> Matched { get; } = [];
    public Dictionary<string, DeliveryTrace> Deliveries { get; } = [];
}

/// <param name="Status">pending, delivered, retrying, dead-lettered or dropped</param>
internal sealed record DeliveryTrace(string Rule, string Target, string Arn, string Status, int Attempts, string? Error, DateTimeOffset At);
