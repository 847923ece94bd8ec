using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record DeleteMessageBatchRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("DeleteMessageBatchRequestEntry")]
    public List<DeleteMessageBatchRequestEntry>? Entries { get; init; }
}

internal sealed record DeleteMessageBatchRequestEntry(string? Id, string? ReceiptHandle) : IBatchEntry;

/// <summary>The JSON protocol leaves a list out that is empty, against the model.</summary>
internal sealed record DeleteMessageBatchResponse
{
    [QueryName("DeleteMessageBatchResultEntry")]
    public List<BatchResultEntry>? Successful { get; private set; }

    [QueryName("BatchResultErrorEntry")]
    public List<BatchResultErrorEntry>? Failed { get; private set; }

    internal void Add(BatchResultEntry entry) => (Successful ??= []).Add(entry);

    internal void Add(BatchResultErrorEntry entry) => (Failed ??= []).Add(entry);
}

internal sealed record BatchResultEntry(string Id);

internal static class DeleteMessageBatch
{
    public static readonly Operation<SqsState, DeleteMessageBatchRequest, DeleteMessageBatchResponse> Definition =
        Operation<SqsState>.Define(
            "DeleteMessageBatch",
            SqsJson.Wire.DeleteMessageBatchRequest,
            SqsJson.Wire.DeleteMessageBatchResponse,
            Handle
        );

    private static Result<DeleteMessageBatchResponse> Handle(SqsState state, DeleteMessageBatchRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Batch.Check(request.Entries, "DeleteMessageBatchRequestEntry") is { } bad)
            return bad;
        queue.Advance(context.Changes);
        var response = new DeleteMessageBatchResponse();
        foreach (var entry in request.Entries!)
            if (Receipts.Delete(queue, entry.ReceiptHandle, context) is { } failure)
                response.Add(BatchResultErrorEntry.Of(entry.Id!, failure));
            else
                response.Add(new BatchResultEntry(entry.Id!));
        return response;
    }
}
