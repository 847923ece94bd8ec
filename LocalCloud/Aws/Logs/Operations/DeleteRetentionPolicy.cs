namespace LocalCloud.Aws.Logs.Operations;

internal static class DeleteRetentionPolicy
{
    public static readonly Operation Definition = Operation<LogsState>.Define<GroupRequest>(
        "DeleteRetentionPolicy",
        LogsJson.Default.GroupRequest,
        Handle,
        Members.Group<GroupRequest>(r => r.LogGroupName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, GroupRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        state.Put(context.Changes, group, group.Row with { RetentionInDays = null });
        return Nothing.Instance;
    }
}
