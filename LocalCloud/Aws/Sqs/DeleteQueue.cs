namespace LocalCloud.Aws.Sqs;

internal sealed record DeleteQueueRequest(string? QueueUrl);

internal static class DeleteQueue
{
    public static readonly Operation<SqsState, DeleteQueueRequest, Nothing> Definition = Operation<SqsState>.Define(
        "DeleteQueue",
        SqsJson.Wire.DeleteQueueRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, DeleteQueueRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        queue.Clear(context.Changes);
        queue.Deduplication.Clear(context.Changes);
        queue.Attempts.Clear(context.Changes);
        state.Moves.Forget(queue, context.Changes);
        state.Queues.Remove(queue.Name);
        context.Delete(SqsState.QueueTable, queue.Name);
        if (((SqsService)state.Service).Waits)
            state.Deleted.Add(queue.Name, state.Now, context.Changes);
        queue.Close();
        return Nothing.Instance;
    }
}
