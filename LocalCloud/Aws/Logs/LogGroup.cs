using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Subscriptions;

namespace LocalCloud.Aws.Logs;

/// <summary>The stored form of a log group.</summary>
internal sealed record GroupRow
{
    public const string Standard = "STANDARD";

    public required string Name { get; init; }
    public long Created { get; init; }
    public int? RetentionInDays { get; init; }
    public string? KmsKeyId { get; init; }
    public string Class { get; init; } = Standard;
    public bool DeletionProtection { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public IReadOnlyList<MetricFilter> MetricFilters { get; init; } = [];
    public IReadOnlyList<SubscriptionFilter> SubscriptionFilters { get; init; } = [];
}

internal sealed class LogGroup(LogsState state, GroupRow row)
{
    public LogsState State => state;

    public GroupRow Row { get; set; } = row;

    public GroupSubscriptions Subscriptions => field?.Filters == Row.SubscriptionFilters ? field : field = new(Row.SubscriptionFilters);

    public string Name => Row.Name;

    public string Arn => state.Scope.Arn("logs", $"log-group:{Name}");

    public SortedDictionary<string, LogStream> Streams { get; } = new(StringComparer.Ordinal);

    public long Bytes => Streams.Values.Sum(s => s.Bytes);

    /// <summary>Events before this are too old to be kept or shown.</summary>
    public long OldestKept(DateTimeOffset now) => Row.RetentionInDays is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() : 0;

    public Result<LogStream> Find(string stream) => Streams.TryGetValue(stream, out var found) ? found : Errors.NoStream;

    /// <summary>What <see cref="NextExpiry"/> was when it was last asked.</summary>
    public DateTimeOffset? PlannedExpiry { get; set; }

    /// <summary>When the next events become too old.</summary>
    public DateTimeOffset? NextExpiry() =>
        Row.RetentionInDays is { } days && Streams.Values.Min(s => s.FirstToExpire()) is { } first
            ? DateTimeOffset.FromUnixTimeMilliseconds(first).AddDays(days).AddMilliseconds(1)
            : null;

    public void Expire(Changes changes, DateTimeOffset now)
    {
        var oldest = OldestKept(now);
        foreach (var stream in Streams.Values)
            stream.Expire(changes, oldest);
    }

    public List<Segment> Segments(Func<LogStream, bool> which) => [.. Streams.Values.Where(which).SelectMany(s => s.Segments())];
}
