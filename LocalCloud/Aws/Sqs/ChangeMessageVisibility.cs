namespace LocalCloud.Aws.Sqs;

internal sealed record ChangeMessageVisibilityRequest(string? QueueUrl, string? ReceiptHandle, int? VisibilityTimeout);

internal static class ChangeMessageVisibility
{
    public static readonly Operation<SqsState, ChangeMessageVisibilityRequest, Nothing> Definition = Operation<SqsState>.Define(
        "ChangeMessageVisibility",
        SqsJson.Wire.ChangeMessageVisibilityRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, ChangeMessageVisibilityRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        queue.Advance(context.Changes);
        return Receipts.ChangeVisibility(queue, request.ReceiptHandle, request.VisibilityTimeout, context) is { } failure
            ? failure
            : Nothing.Instance;
    }
}
