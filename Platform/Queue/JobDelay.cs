namespace Platform.Queue;

internal static class JobDelay
{
    /// <summary>SQS's limit: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static int Seconds(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, Longest);
        return (int)Math.Ceiling(delay.TotalSeconds);
    }
}
