namespace LocalCloud.Aws.Sqs.Moves;

/// <summary>A message movement task as it is stored: where it goes and how far it has come. Times are milliseconds since 1970.</summary>
internal sealed record MoveTask
{
    public const string Running = "RUNNING";
    public const string Completed = "COMPLETED";
    public const string Cancelling = "CANCELLING";
    public const string Cancelled = "CANCELLED";
    public const string Failed = "FAILED";

    public required Guid Id { get; init; }

    /// <summary>The source queue itself, not another of the same name.</summary>
    public required Guid Source { get; init; }

    public required string SourceArn { get; init; }

    /// <summary>null: each message goes back to the queue that it came from.</summary>
    public string? DestinationArn { get; init; }

    public int? MaxPerSecond { get; init; }

    public required long Started { get; init; }

    /// <summary>The messages that were visible when the task started.</summary>
    public required long ToMove { get; init; }

    public long Moved { get; init; }

    public required string Status { get; init; }

    public string? FailureReason { get; init; }

    public bool IsActive => Status is Running or Cancelling;

    public string Handle => TaskHandle.Write(Id, SourceArn);
}
