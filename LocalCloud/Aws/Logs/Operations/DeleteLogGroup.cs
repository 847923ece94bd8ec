namespace LocalCloud.Aws.Logs.Operations;

internal sealed record GroupRequest(string? LogGroupName);

internal static class DeleteLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<GroupRequest>(
        "DeleteLogGroup",
        LogsJson.Default.GroupRequest,
        Handle,
        Members.Group<GroupRequest>(r => r.LogGroupName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, GroupRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        if (group.Row.DeletionProtection)
            return new AwsError("ValidationException", "The log group has deletion protection enabled and cannot be deleted.");
        state.Delete(context.Changes, group);
        return Nothing.Instance;
    }
}
