namespace Lambda.Events;

/// <summary>
/// Does the work of one message. Returning means done; an exception means that it comes again, by the queue's redrive policy.
/// </summary>
public interface ISqsRecordHandler
{
    /// <param name="cancellationToken">Cancelled shortly before the function's deadline.</param>
    Task HandleAsync(SqsRecord record, CancellationToken cancellationToken);
}
