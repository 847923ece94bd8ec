namespace LocalCloud.Aws.Logs.Operations;

internal sealed record ProtectionRequest(string? LogGroupIdentifier, bool? DeletionProtectionEnabled);

internal sealed record KmsKeyRequest(string? LogGroupName, string? KmsKeyId, string? ResourceIdentifier);

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

/// <summary>The key is kept and answered; nothing is encrypted.</summary>
internal static class AssociateKmsKey
{
    public static readonly Operation Definition = Operation<LogsState>
        .Define<KmsKeyRequest>(
            "AssociateKmsKey",
            LogsJson.Default.KmsKeyRequest,
            Handle,
            Members.Group<KmsKeyRequest>(r => r.LogGroupName),
            Must.Member<KmsKeyRequest>("kmsKeyId", r => r.KmsKeyId).Required().Length(0, 256)
        )
        .Lacking("resourceIdentifier of query results");

    private static Result<Nothing> Handle(LogsState state, KmsKeyRequest request, Context context) =>
        KmsKey.Set(state, request, request.KmsKeyId, context);
}

internal static class DisassociateKmsKey
{
    public static readonly Operation Definition = Operation<LogsState>
        .Define<KmsKeyRequest>(
            "DisassociateKmsKey",
            LogsJson.Default.KmsKeyRequest,
            Handle,
            Members.Group<KmsKeyRequest>(r => r.LogGroupName)
        )
        .Lacking("resourceIdentifier of query results");

    private static Result<Nothing> Handle(LogsState state, KmsKeyRequest request, Context context) =>
        KmsKey.Set(state, request, null, context);
}

internal static class KmsKey
{
    public static Result<Nothing> Set(LogsState state, KmsKeyRequest request, string? key, Context context)
    {
        if (!state.Find(request.LogGroupName, request.ResourceIdentifier).Ok(out var group, out var error))
            return error;
        state.Put(context.Changes, group, group.Row with { KmsKeyId = key });
        return Nothing.Instance;
    }
}
