namespace Platform.Queue;

/// <summary>
/// Sends jobs at once. Where a job must go out only if a transaction commits, use
/// <see cref="Outbox.OutboxExtensions.Enqueue"/> instead.
/// </summary>
public interface IJobQueue
{
    /// <summary>Sends any number of jobs, in calls of at most ten; what SQS could not take for a passing reason is tried again.</summary>
    /// <returns>For each job, in order: null when the queue has it, else why not.</returns>
    Task<IReadOnlyList<string?>> SendAsync(IReadOnlyList<OutgoingJob> jobs, CancellationToken cancellationToken = default);
}

/// <summary>A job that the queue did not take.</summary>
public sealed class JobNotSentException(string message) : Exception(message);

public static class JobQueueExtensions
{
    /// <exception cref="JobNotSentException">The queue did not take it.</exception>
    public static async Task SendAsync(this IJobQueue queue, OutgoingJob job, CancellationToken cancellationToken = default)
    {
        var errors = await queue.SendAsync([job], cancellationToken);
        if (errors[0] is { } error)
        {
            throw new JobNotSentException($"Job {job.Envelope.Type} {job.Envelope.Id} was not sent: {error}");
        }
    }
}
