using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record SendMessageRequest : ISend
{
    public string? QueueUrl { get; init; }

    public Utf8Text? MessageBody { get; init; }

    public int? DelaySeconds { get; init; }

    [QueryName("MessageAttribute")]
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    [QueryName("MessageSystemAttribute")]
    public Dictionary<string, MessageAttributeValue>? MessageSystemAttributes { get; init; }

    public string? MessageDeduplicationId { get; init; }

    public string? MessageGroupId { get; init; }
}

internal sealed record SendMessageResponse
{
    public required string MessageId { get; init; }

    public required string MD5OfMessageBody { get; init; }

    public string? MD5OfMessageAttributes { get; init; }

    public string? MD5OfMessageSystemAttributes { get; init; }

    public string? SequenceNumber { get; init; }
}

internal static class SendMessage
{
    public static readonly Operation<SqsState, SendMessageRequest, SendMessageResponse> Definition = Operation<SqsState>.Define(
        "SendMessage",
        SqsJson.Wire.SendMessageRequest,
        SqsJson.Wire.SendMessageResponse,
        Handle
    );

    private static Result<SendMessageResponse> Handle(SqsState state, SendMessageRequest request, Context context) =>
        !state.Find(request.QueueUrl).Ok(out var queue, out var error) ? error
        : QueueKey.Fault(state, queue, context) is { } locked ? locked
        : Sending.Send(state, queue, request, context);
}
