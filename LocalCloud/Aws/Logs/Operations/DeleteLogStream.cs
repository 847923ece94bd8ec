namespace LocalCloud.Aws.Logs.Operations;

internal static class DeleteLogStream
{
    public static readonly Operation Definition = Operation<LogsState>.Define<StreamRequest>(
        "DeleteLogStream",
        LogsJson.Default.StreamRequest,
        Handle,
        Members.Group<StreamRequest>(r => r.LogGroupName).Required(),
        Members.Stream<StreamRequest>(r => r.LogStreamName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, StreamRequest request, Context context)
    {
        if (
            !state.Find(request.LogGroupName!).Ok(out var group, out var error)
            || !group.Find(request.LogStreamName!).Ok(out var stream, out error)
        )
            return error;
        state.Delete(context.Changes, group, stream);
        return Nothing.Instance;
    }
}
