namespace Platform.Data.Entities;

public sealed class ReportRequest : IBackgroundWork
{
    /// <summary>The first day that a report can begin with.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>The last day that a report can end with.</summary>
    public static readonly DateOnly LastDay = new(2099, 12, 31);

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

    public required DateTimeOffset LastActivityAt { get; set; }

    public int Sweeps { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }
}
