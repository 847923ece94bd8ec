namespace LocalCloud.Aws.Sqs.Moves;

internal sealed record CancelMessageMoveTaskRequest(string? TaskHandle);

internal sealed record CancelMessageMoveTaskResponse(long ApproximateNumberOfMessagesMoved);

internal static class CancelMessageMoveTask
{
    public static readonly Operation<SqsState, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse> Definition =
        Operation<SqsState>.Define(
            "CancelMessageMoveTask",
            SqsJson.Wire.CancelMessageMoveTaskRequest,
            SqsJson.Wire.CancelMessageMoveTaskResponse,
            Handle
        );

    private static Result<CancelMessageMoveTaskResponse> Handle(SqsState state, CancelMessageMoveTaskRequest request, Context context)
    {
        if (request.TaskHandle is not { Length: > 0 } text)
            return SqsErrors.Missing("TaskHandle");
        if (TaskHandle.Parse(text) is not { } handle)
            return SqsErrors.InvalidParameter($"Value {text} for parameter TaskHandle is invalid.");
        if (state.FindArn(handle.SourceArn) is not { } source)
            return SqsErrors.NoSuchResource("SourceArn");
        if (state.Moves.Find(source.Row.Id, handle.Id) is not { } task)
            return new AwsError("ResourceNotFoundException", "Task does not exist.", 404);
        if (task.Status is not MoveTask.Running)
            return SqsErrors.UnsupportedOperation("Only active tasks can be cancelled.");
        // Whoever carries it out sees this the next time that it looks, within a second.
        state.Moves.Save(task with { Status = MoveTask.Cancelling }, context.Changes);
        return new CancelMessageMoveTaskResponse(task.Moved);
    }
}
