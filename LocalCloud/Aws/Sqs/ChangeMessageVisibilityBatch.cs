using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

public sealed record ChangeMessageVisibilityBatchRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("ChangeMessageVisibilityBatchRequestEntry")]
    public List<ChangeMessageVisibilityBatchRequestEntry>? Entries { get; init; }
}

public sealed record ChangeMessageVisibilityBatchRequestEntry(string? Id, string? ReceiptHandle, int? VisibilityTimeout) : IBatchEntry;

public sealed record ChangeMessageVisibilityBatchResponse
{
    [QueryName("ChangeMessageVisibilityBatchResultEntry")]
    public List<BatchResultEntry> Successful { get; } = [];

    [QueryName("BatchResultErrorEntry")]
    public List<BatchResultErrorEntry> Failed { get; } = [];
}

internal static class ChangeMessageVisibilityBatch
{
    public static readonly Operation<SqsState, ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> Definition =
        Operation<SqsState>.Define("ChangeMessageVisibilityBatch",
            SqsJson.Wire.ChangeMessageVisibilityBatchRequest, SqsJson.Wire.ChangeMessageVisibilityBatchResponse, Handle);

    private static Result<ChangeMessageVisibilityBatchResponse> Handle(SqsState state, ChangeMessageVisibilityBatchRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (Batch.Check(request.Entries, "ChangeMessageVisibilityBatchRequestEntry") is { } bad)
            return bad;
        queue.Advance(context.Changes);
        var response = new ChangeMessageVisibilityBatchResponse();
        foreach (var entry in request.Entries!)
            if (Receipts.ChangeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout, context) is { } failure)
                response.Failed.Add(BatchResultErrorEntry.Of(entry.Id!, failure));
            else
                response.Successful.Add(new(entry.Id!));
        return response;
    }
}
