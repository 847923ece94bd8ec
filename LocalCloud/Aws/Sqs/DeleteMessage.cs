namespace LocalCloud.Aws.Sqs;

internal sealed record DeleteMessageRequest(string? QueueUrl, string? ReceiptHandle);

internal static class DeleteMessage
{
    public static readonly Operation<SqsState, DeleteMessageRequest, Nothing> Definition = Operation<SqsState>.Define(
        "DeleteMessage",
        SqsJson.Wire.DeleteMessageRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, DeleteMessageRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        queue.Advance(context.Changes);
        return Receipts.Delete(queue, request.ReceiptHandle, context) switch
        {
            null => Nothing.Instance,
            var failure when failure == SqsErrors.EntryHandleExpired => SqsErrors.HandleExpired(request.ReceiptHandle!),
            var failure => failure,
        };
    }
}
