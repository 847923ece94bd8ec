using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns;

/// <summary>The last messages of a topic and what became of them. Not stored: it is for looking, not for working.</summary>
internal sealed class TopicHistory
{
    private const int Kept = 200;
    private const int KeptBytes = 4 << 20;
    private readonly LinkedList<MessageTrace> _traces = [];
    private int _size;

    /// <summary>newest first</summary>
    public IEnumerable<MessageTrace> Traces => _traces;

    public MessageTrace Add(PublishedMessage message)
    {
        var trace = new MessageTrace(message);
        _traces.AddFirst(trace);
        _size += message.Message.Length;
        while (_traces.Count > Kept || (_size > KeptBytes && _traces.Count > 1))
        {
            _size -= _traces.Last!.Value.Message.Message.Length;
            _traces.RemoveLast();
        }
        return trace;
    }

    public void Update(Delivery delivery, Outcome<Delivery> outcome, DateTimeOffset at)
    {
        foreach (var trace in _traces)
        {
            if (trace.Message.Number != delivery.Message.Number || !trace.Deliveries.TryGetValue(delivery.Key, out var known))
                continue;
            trace.Deliveries[delivery.Key] = known with
            {
                Status = outcome.Status,
                Attempts = outcome.Attempts,
                Error = outcome.Failure?.Message ?? known.Error,
                At = at,
            };
            return;
        }
    }
}

internal sealed record MessageTrace(PublishedMessage Message)
{
    public Dictionary<string, DeliveryTrace> Deliveries { get; } = [];
    public List<FilteredOut> FilteredOut { get; } = [];
}

/// <param name="Status">pending, delivered, retrying, dead-lettering, dead-lettered or dropped</param>
internal sealed record DeliveryTrace(
    string Subscription,
    string Protocol,
    string Endpoint,
    string Status,
    int Attempts,
    string? Error,
    DateTimeOffset At
);

/// <param name="Seen">What the filter was asked about: why it refused can be asked later.</param>
internal sealed record FilteredOut(string Subscription, string Endpoint, FilterPolicy Filter, byte[] Seen)
{
    public string Reason => (Seen.Length == 0 ? null : Filter.WhyNot(Seen)) ?? "the message body is not a JSON object";
}
