namespace LocalCloud.Aws.Logs.Operations;

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
