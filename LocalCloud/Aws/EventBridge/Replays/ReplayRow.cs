namespace LocalCloud.Aws.EventBridge.Replays;

internal sealed record ReplayDestination(string? Arn, List<string>? FilterArns);

/// <summary>The stored form of a replay: how far it has come is committed with the events that it has put.</summary>
internal sealed record ReplayRow
{
    public const string Starting = "STARTING",
        Running = "RUNNING",
        Cancelling = "CANCELLING",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
        Failed = "FAILED";

    public static readonly string[] States = [Starting, Running, Cancelling, Completed, Cancelled, Failed];

    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string EventSourceArn { get; init; }
    public required string Archive { get; init; }
    public required string Bus { get; init; }
    public required ReplayDestination Destination { get; init; }
    public DateTimeOffset EventStartTime { get; init; }
    public DateTimeOffset EventEndTime { get; init; }
    public string State { get; init; } = Starting;
    public string? StateReason { get; init; }
    public DateTimeOffset? EventLastReplayedTime { get; init; }
    public DateTimeOffset ReplayStartTime { get; init; }
    public DateTimeOffset? ReplayEndTime { get; init; }

    /// <summary>the number in the archive of the last event that was put; those of the same time go by it</summary>
    public long LastReplayed { get; init; }

    public bool IsActive => State is Starting or Running or Cancelling;
}
