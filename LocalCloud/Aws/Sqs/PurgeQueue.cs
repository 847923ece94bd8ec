namespace LocalCloud.Aws.Sqs;

public sealed record PurgeQueueRequest(string? QueueUrl);

internal static class PurgeQueue
{
    public static readonly Operation<SqsState, PurgeQueueRequest, Nothing> Definition =
        Operation<SqsState>.Define("PurgeQueue", SqsJson.Wire.PurgeQueueRequest, Handle)
            .Lacking("PurgeQueueInProgress: a queue can be purged again at once, not after 60 seconds");

    private static Result<Nothing> Handle(SqsState state, PurgeQueueRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        queue.Clear(context.Changes);
        return Nothing.Instance;
    }
}
