namespace Platform.Outbox;

/// <summary>Section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>How often to look for what another instance, or an earlier process, left behind.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait after the first failed attempt; doubles with each one.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);
}
