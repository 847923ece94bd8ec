namespace LocalCloud.Aws.Logs.Operations;

internal sealed record ProtectionRequest(string? LogGroupIdentifier, bool? DeletionProtectionEnabled);

internal static class PutLogGroupDeletionProtection
{
    public static readonly Operation Definition = Operation<LogsState>.Define<ProtectionRequest>(
        "PutLogGroupDeletionProtection",
        LogsJson.Default.ProtectionRequest,
        Handle,
        Members.Identifier<ProtectionRequest>(r => r.LogGroupIdentifier).Required(),
        Must.Member<ProtectionRequest>("deletionProtectionEnabled", r => r.DeletionProtectionEnabled).Required()
    );

    private static Result<Nothing> Handle(LogsState state, ProtectionRequest request, Context context)
    {
        if (!state.Find(null, request.LogGroupIdentifier).Ok(out var group, out var error))
            return error;
        state.Put(context.Changes, group, group.Row with { DeletionProtection = request.DeletionProtectionEnabled!.Value });
        return Nothing.Instance;
    }
}
