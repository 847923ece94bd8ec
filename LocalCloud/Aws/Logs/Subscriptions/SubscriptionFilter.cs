using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Logs.Subscriptions;

internal sealed record SubscriptionFilter
{
    public string? FilterName { get; init; }
    public string? LogGroupName { get; init; }
    public string? FilterPattern { get; init; }
    public string? DestinationArn { get; init; }
    public string? RoleArn { get; init; }
    public string? Distribution { get; init; }
    public long CreationTime { get; init; }
}

/// <summary>The stored form of events on their way to a subscriber.</summary>
/// <param name="Since">in milliseconds since 1970</param>
internal sealed record Delivery(
    long Number,
    string Group,
    string Stream,
    string Filter,
    string Pattern,
    string Destination,
    byte[] Events,
    long Since
) : IPending
{
    /// <summary>Failed tries since the last start, as long as nothing else is kept of them.</summary>
    [JsonIgnore]
    public int Tries { get; init; }

    [JsonIgnore]
    public DateTimeOffset Due { get; init; }

    public string Key => $"{Number:D19}";
}
