namespace Platform.Queue.Consuming;

/// <summary>
/// A message that can never be handled, however often it is tried: it goes to the dead-letter queue at once, with this as the reason.
/// </summary>
public sealed class UnprocessableMessageException(string message, Exception? cause = null) : Exception(message, cause);
