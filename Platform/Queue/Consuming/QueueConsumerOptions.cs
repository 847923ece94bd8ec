namespace Platform.Queue.Consuming;

/// <summary>Section <c>Queue</c>. On Lambda, which receives itself, only what says when a failed message comes back.</summary>
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

    /// <summary>
    /// Wait after the first failure of a message; doubles with each. The queue's redrive policy says when it is given up.
    /// </summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The same after a failure that says that a dependency is away: all deliveries together outlast an outage of half an hour.
    /// </summary>
    public TimeSpan FirstRetryInOutage { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a message is delivered at most: <c>maxReceiveCount</c> of the queues in AppHost/resources.yaml.</summary>
    public int MaxReceiveCount { get; set; } = 10;

    /// <summary>How soon a dependency that is away is asked again; doubles with each time.</summary>
    public TimeSpan FirstProbe { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestProbe { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>At shutdown: how long running handlers may go on before they are cancelled and their messages returned.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(20);
}
