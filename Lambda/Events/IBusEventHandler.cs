using Lambda.Runtime;

namespace Lambda.Events;

/// <summary>
/// Does the work of one event of which the function is a rule's target. An exception makes Lambda try again, twice by default.
/// </summary>
public interface IBusEventHandler
{
    /// <param name="invocation">Its payload is the event as EventBridge writes it:
    /// https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html.</param>
    Task HandleAsync(Invocation invocation, CancellationToken cancellationToken);
}
