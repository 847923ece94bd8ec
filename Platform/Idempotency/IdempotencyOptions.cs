namespace Platform.Idempotency;

/// <summary>Section <c>Idempotency</c>.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>How long answers are kept.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long one who died keeps others waiting. Longer than <see cref="WorkLimit"/>, so it needs no renewal.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this the work is cancelled.</summary>
    public TimeSpan WorkLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What a duplicate that comes while the work is being done is told to wait.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
