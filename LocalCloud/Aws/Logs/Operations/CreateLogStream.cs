namespace LocalCloud.Aws.Logs.Operations;

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
