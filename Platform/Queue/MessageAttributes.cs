using Amazon.SQS.Model;

namespace Platform.Queue;

/// <summary>The names of our message attributes.</summary>
internal static class MessageAttributes
{
    public const string JobType = "JobType";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    public const string RequestId = "x-request-id";

    /// <summary>Why nobody can ever handle it; on messages that a consumer put into the dead-letter queue itself.</summary>
    public const string DeadLetterReason = "DeadLetterReason";

    /// <summary>The id that it had in its queue; beside the reason.</summary>
    public const string DeadLetterMessageId = "DeadLetterMessageId";

    /// <summary>How many times this message has been received, this time included.</summary>
    public static int ReceiveCount(this Message message) =>
        message.Attributes is { } attributes
        && attributes.TryGetValue("ApproximateReceiveCount", out var count)
        && int.TryParse(count, out var number)
            ? number
            : 1;
}
