namespace LocalCloud.Aws.Logs.Operations;

internal sealed record CreateLogGroupRequest(
    string? LogGroupName,
    string? KmsKeyId,
    Dictionary<string, string>? Tags,
    string? LogGroupClass,
    bool? DeletionProtectionEnabled
);

internal static class CreateLogGroup
{
    public static readonly Operation Definition = Operation<LogsState>.Define<CreateLogGroupRequest>(
        "CreateLogGroup",
        LogsJson.Default.CreateLogGroupRequest,
        Handle,
        Members.Group<CreateLogGroupRequest>(r => r.LogGroupName).Required(),
        Must.Member<CreateLogGroupRequest>("kmsKeyId", r => r.KmsKeyId).Length(0, 256),
        Members.Tags<CreateLogGroupRequest>(r => r.Tags),
        Members.Class<CreateLogGroupRequest>(r => r.LogGroupClass)
    );

    private static Result<Nothing> Handle(LogsState state, CreateLogGroupRequest request, Context context)
    {
        if (state.Groups.ContainsKey(request.LogGroupName!))
            return Errors.GroupExists;
        var row = new GroupRow
        {
            Name = request.LogGroupName!,
            Created = context.Now.ToUnixTimeMilliseconds(),
            KmsKeyId = request.KmsKeyId,
            Class = request.LogGroupClass ?? GroupRow.Standard,
            DeletionProtection = request.DeletionProtectionEnabled ?? false,
            Tags = request.Tags ?? [],
        };
        state.Put(context.Changes, new LogGroup(state, row), row);
        return Nothing.Instance;
    }
}
