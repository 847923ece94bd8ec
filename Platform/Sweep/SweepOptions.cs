namespace Platform.Sweep;

/// <summary>Section <c>Sweep</c>.</summary>
public sealed class SweepOptions
{
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long nothing may have happened to a request before it is queued again; doubles with each time. Longer than the longest wait
    /// between two deliveries of a job (<c>Queue:LongestRetry</c>).
    /// </summary>
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often a request is queued again before it is FAILED.</summary>
    public int MaxSweeps { get; set; } = 3;
}
