namespace LocalCloud.Aws.Logs.Exports;

internal sealed record ExportTask
{
    public required string TaskId { get; init; }
    public string? TaskName { get; init; }
    public required string LogGroupName { get; init; }
    public long From { get; init; }
    public long To { get; init; }
    public required string Destination { get; init; }
    public required string DestinationPrefix { get; init; }
    public required ExportStatus Status { get; init; }
    public required ExportTimes ExecutionInfo { get; init; }

    /// <summary>Not shown.</summary>
    public string? StreamPrefix { get; init; }

    public bool IsActive => Status.Code is "PENDING" or "RUNNING";
}

internal sealed record ExportStatus(string Code, string Message);

internal sealed record ExportTimes(long CreationTime, long? CompletionTime);
