namespace LocalCloud.Aws.Logs.Operations;

internal sealed record StreamRequest(string? LogGroupName, string? LogStreamName);

internal static class CreateLogStream
{
    public static readonly Operation Definition = Operation<LogsState>.Define<StreamRequest>(
        "CreateLogStream",
        LogsJson.Default.StreamRequest,
        Handle,
        Members.Group<StreamRequest>(r => r.LogGroupName).Required(),
        Members.Stream<StreamRequest>(r => r.LogStreamName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, StreamRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        if (group.Streams.ContainsKey(request.LogStreamName!))
            return Errors.StreamExists;
        state.Put(
            context.Changes,
            group,
            new LogStream(group, new(group.Name, request.LogStreamName!, context.Now.ToUnixTimeMilliseconds()))
        );
        return Nothing.Instance;
    }
}

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
