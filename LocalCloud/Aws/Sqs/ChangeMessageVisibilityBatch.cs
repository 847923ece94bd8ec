using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record ChangeMessageVisibilityBatchRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("ChangeMessageVisibilityBatchRequestEntry")]
    public List<ChangeMessageVisibilityBatchRequestEntry>? Entries { get; init; }
}

internal sealed record ChangeMessageVisibilityBatchRequestEntry(string? Id, string? ReceiptHandle, int? VisibilityTimeout) : IBatchEntry;

/// <summary>The JSON protocol leaves a list out that is empty, against the model.</summary>
internal sealed record ChangeMessageVisibilityBatchResponse
{
    [QueryName("ChangeMessageVisibilityBatchResultEntry")]
    public List<BatchResultEntry>? Successful { get; private set; }

    [QueryName("BatchResultErrorEntry")]
    public List<BatchResultErrorEntry>? Failed { get; private set; }

    internal void Add(BatchResultEntry entry) => (Successful ??= []).Add(entry);

    internal void Add(BatchResultErrorEntry entry) => (Failed ??= []).Add(entry);
}

internal static class ChangeMessageVisibilityBatch
{
    public static readonly Operation<SqsState, ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> Definition =
        Operation<SqsState>.Define(
            "ChangeMessageVisibilityBatch",
            SqsJson.Wire.ChangeMessageVisibilityBatchRequest,
            SqsJson.Wire.ChangeMessageVisibilityBatchResponse,
            Handle
        );

    private static Result<ChangeMessageVisibilityBatchResponse> Handle(
        SqsState state,
        ChangeMessageVisibilityBatchRequest request,
        Context context
    )
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Batch.Check(request.Entries, "ChangeMessageVisibilityBatchRequestEntry") is { } bad)
            return bad;
        queue.Advance(context.Changes);
        var response = new ChangeMessageVisibilityBatchResponse();
        foreach (var entry in request.Entries!)
            if (Receipts.ChangeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout, context) is { } failure)
                response.Add(BatchResultErrorEntry.Of(entry.Id!, failure));
            else
                response.Add(new BatchResultEntry(entry.Id!));
        return response;
    }
}
