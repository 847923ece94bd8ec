using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs;

internal sealed record PurgeQueueRequest(string? QueueUrl);

internal static class PurgeQueue
{
    public static readonly Operation<SqsState, PurgeQueueRequest, Nothing> Definition = Operation<SqsState>.Define(
        "PurgeQueue",
        SqsJson.Wire.PurgeQueueRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, PurgeQueueRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (((SqsService)state.Service).Waits)
        {
            if (queue.Row.Purged is { } purged && context.Now < purged.AddSeconds(60))
                return SqsErrors.PurgedRecently(queue.Name);
            queue.Save(queue.Row with { Purged = context.Now }, context.Changes);
        }
        foreach (var message in queue.Messages)
            queue.Note(message, Steps.Purged, context);
        queue.Clear(context.Changes);
        // What was purged can be sent anew at once.
        queue.Deduplication.Clear(context.Changes);
        return Nothing.Instance;
    }
}
