namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal static class UpdateAccessKey
{
    public static readonly Operation<IamState, AccessKeyRequest, Nothing> Definition = IamService.Define(
        "UpdateAccessKey",
        IamJson.Default.AccessKeyRequest,
        Handle,
        Must.Member<AccessKeyRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128),
        Must.Member<AccessKeyRequest>("status", r => r.Status).Required().Enum(AccessKey.Active, AccessKey.Inactive)
    );

    private static Result<Nothing> Handle(IamState state, AccessKeyRequest request, Context context) =>
        AccessKeyChange.Of(state, request, context, (_, key) => key.Status = request.Status!);
}
