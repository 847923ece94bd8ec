namespace Platform.Queue.Consuming;

/// <summary>Section <c>Queue</c>.</summary>
public sealed class QueueConsumerOptions
{
    /// <summary>Messages in work at the same time.</summary>
    public int Concurrency { get; set; } = 10;

    /// <summary>
    /// How long a received message is hidden from other workers; renewed every third of it while a handler runs, so it bounds
    /// how soon the work of a killed process is taken over, and not how long a handler may take.
    /// </summary>
    public TimeSpan VisibilityTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one receive waits for a message; SQS allows at most 20 s.</summary>
    public TimeSpan WaitTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait after the first failure of a message; doubles with each. The queue's redrive policy says when it is given up.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>At shutdown: how long running handlers may go on before they are cancelled and their messages returned.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(20);
}
