namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>What has to be delivered yet, and what of it may be: of a lane only the oldest.</summary>
internal sealed class PendingDeliveries
{
    private readonly SortedDictionary<string, Delivery> _deliveries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _perMessage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string>> _lanes = new(StringComparer.Ordinal);

    public int Count => _deliveries.Count;

    /// <summary>Oldest first.</summary>
    public IEnumerable<Delivery> Ready => _deliveries.Values.Where(IsReady);

    public bool IsReady(Delivery delivery) => delivery.Lane is null || _lanes[delivery.Lane].Peek() == delivery.Key;

    public bool Contains(Delivery delivery) => ReferenceEquals(_deliveries.GetValueOrDefault(delivery.Key), delivery);

    public void Put(Delivery delivery)
    {
        var known = _deliveries.ContainsKey(delivery.Key);
        _deliveries[delivery.Key] = delivery;
        if (known)
            return;
        _perMessage[delivery.MessageKey] = _perMessage.GetValueOrDefault(delivery.MessageKey) + 1;
        if (delivery.Lane is not { } name)
            return;
        if (!_lanes.TryGetValue(name, out var lane))
            _lanes[name] = lane = new();
        lane.Enqueue(delivery.Key);
    }

    /// <summary>Answers what comes next in its lane.</summary>
    /// <param name="last">nobody else waits for its message</param>
    public Delivery? Remove(Delivery delivery, out bool last)
    {
        _deliveries.Remove(delivery.Key);
        last = --_perMessage[delivery.MessageKey] == 0;
        if (last)
            _perMessage.Remove(delivery.MessageKey);
        if (delivery.Lane is not { } name)
            return null;
        var lane = _lanes[name];
        lane.Dequeue();
        if (lane.TryPeek(out var next))
            return _deliveries[next];
        _lanes.Remove(name);
        return null;
    }
}
