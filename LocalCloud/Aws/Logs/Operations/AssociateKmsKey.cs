namespace LocalCloud.Aws.Logs.Operations;

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
