using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record SendMessageBatchRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("SendMessageBatchRequestEntry")]
    public List<SendMessageBatchRequestEntry>? Entries { get; init; }
}

internal sealed record SendMessageBatchRequestEntry : ISend, IBatchEntry
{
    public string? Id { get; init; }

    public Utf8Text? MessageBody { get; init; }

    public int? DelaySeconds { get; init; }

    [QueryName("MessageAttribute")]
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }

    [QueryName("MessageSystemAttribute")]
    public Dictionary<string, MessageAttributeValue>? MessageSystemAttributes { get; init; }

    public string? MessageDeduplicationId { get; init; }

    public string? MessageGroupId { get; init; }
}

/// <summary>The JSON protocol leaves a list out that is empty, against the model.</summary>
internal sealed record SendMessageBatchResponse
{
    [QueryName("SendMessageBatchResultEntry")]
    public List<SendMessageBatchResultEntry>? Successful { get; private set; }

    [QueryName("BatchResultErrorEntry")]
    public List<BatchResultErrorEntry>? Failed { get; private set; }

    internal void Add(SendMessageBatchResultEntry entry) => (Successful ??= []).Add(entry);

    internal void Add(BatchResultErrorEntry entry) => (Failed ??= []).Add(entry);
}

internal sealed record SendMessageBatchResultEntry
{
    public required string Id { get; init; }

    public required string MessageId { get; init; }

    public required string MD5OfMessageBody { get; init; }

    public string? MD5OfMessageAttributes { get; init; }

    public string? MD5OfMessageSystemAttributes { get; init; }

    public string? SequenceNumber { get; init; }

    internal static SendMessageBatchResultEntry Of(string id, SendMessageResponse sent) =>
        new()
        {
            Id = id,
            MessageId = sent.MessageId,
            MD5OfMessageBody = sent.MD5OfMessageBody,
            MD5OfMessageAttributes = sent.MD5OfMessageAttributes,
            MD5OfMessageSystemAttributes = sent.MD5OfMessageSystemAttributes,
            SequenceNumber = sent.SequenceNumber,
        };
}

internal static class SendMessageBatch
{
    public static readonly Operation<SqsState, SendMessageBatchRequest, SendMessageBatchResponse> Definition = Operation<SqsState>.Define(
        "SendMessageBatch",
        SqsJson.Wire.SendMessageBatchRequest,
        SqsJson.Wire.SendMessageBatchResponse,
        Handle
    );

    private static Result<SendMessageBatchResponse> Handle(SqsState state, SendMessageBatchRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Batch.Check(request.Entries, "SendMessageBatchRequestEntry") is { } bad)
            return bad;
        if (queue.IsFifo && CheckIds(queue, request.Entries!) is { } without)
            return without;
        var size = request.Entries!.Sum(Sending.Size);
        if (size > QueueAttributes.MaxMessageBytes)
            return SqsErrors.BatchTooLong(QueueAttributes.MaxMessageBytes, size);
        if (QueueKey.Fault(state, queue, context) is { } locked)
            return locked;
        var response = new SendMessageBatchResponse();
        foreach (var entry in request.Entries!)
            if (Sending.Send(state, queue, entry, context).Ok(out var sent, out var failure))
                response.Add(SendMessageBatchResultEntry.Of(entry.Id!, sent));
            else
                response.Add(BatchResultErrorEntry.Of(entry.Id!, failure));
        return response;
    }

    // An id that is not there fails the batch, not its entry alone.
    private static AwsError? CheckIds(Queue queue, List<SendMessageBatchRequestEntry> entries)
    {
        if (entries.Exists(entry => entry.MessageGroupId is null))
            return SqsErrors.Missing("MessageGroupId");
        return !queue.Settings.ContentBasedDeduplication && entries.Exists(entry => entry.MessageDeduplicationId is null)
            ? SqsErrors.NoDeduplicationId
            : null;
    }
}
