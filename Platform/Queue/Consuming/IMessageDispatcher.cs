namespace Platform.Queue.Consuming;

/// <summary>
/// Does the work of one message. Returning means done: the message is deleted. Any exception means failed: it comes back
/// later, and the queue's redrive policy moves it to the dead-letter queue in the end; after an <see cref="UnprocessableMessageException"/>
/// it goes there at once.
/// </summary>
public interface IMessageDispatcher
{
    Task DispatchAsync(IncomingMessage message, CancellationToken cancellationToken);
}
