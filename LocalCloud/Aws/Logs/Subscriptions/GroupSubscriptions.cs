using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Subscriptions;

/// <summary>The filters of a group, ready to look at events.</summary>
internal sealed class GroupSubscriptions(IReadOnlyList<SubscriptionFilter> filters)
{
    // An event for a function has 1 MB at most, and what cannot be compressed becomes a third longer in base64
    private const int LargestDelivery = 600_000;

    private readonly (SubscriptionFilter Filter, FilterPattern Pattern)[] _compiled =
    [
        .. filters.Select(filter => (filter, FilterPattern.Parse(filter.FilterPattern ?? "").Value!)),
    ];

    public IReadOnlyList<SubscriptionFilter> Filters => filters;

    /// <summary>Puts what the filters let through on its way, with the change that brings the events.</summary>
    public void Take(LogsState state, Changes changes, LogGroup group, LogStream stream, LogEvent[] events)
    {
        foreach (var (filter, pattern) in _compiled)
        {
            var part = new List<LogEvent>();
            var bytes = 0;
            foreach (var e in events)
            {
                if (!pattern.Matches(e.Message))
                    continue;
                if (bytes + e.Bytes > LargestDelivery && part.Count > 0)
                {
                    Put(filter, part);
                    (part, bytes) = ([], 0);
                }
                part.Add(e);
                bytes += e.Bytes;
            }
            if (part.Count > 0)
                Put(filter, part);
        }

        void Put(SubscriptionFilter filter, List<LogEvent> part) =>
            state.Put(
                changes,
                new Delivery(
                    state.NextSequence(),
                    group.Name,
                    stream.Name,
                    filter.FilterName!,
                    filter.FilterPattern ?? "",
                    filter.DestinationArn!,
                    EventCodec.Encode(part),
                    state.Time.GetUtcNow().ToUnixTimeMilliseconds()
                )
            );
    }
}
