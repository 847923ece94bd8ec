namespace Platform.Data.Entities;

public sealed class ReportRequest
{
    public required Guid Id { get; init; }

    /// <summary>Whose report, and where it is mailed to: a mail address.</summary>
    public required string UserId { get; init; }

    /// <summary>First day, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day (included), UTC.</summary>
    public required DateOnly To { get; init; }

    public required WorkStatus Status { get; set; }

    /// <summary>The PDF in the file store; set when COMPLETED.</summary>
    public string? FileKey { get; set; }

    /// <summary>Why it FAILED.</summary>
    public string? Error { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }
}

/// <summary>How far a piece of background work is.</summary>
public enum WorkStatus
{
    Queued,
    Processing,
    Completed,
    Failed,
}
