namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal static class DeleteAccessKey
{
    public static readonly Operation<IamState, AccessKeyRequest, Nothing> Definition = IamService.Define(
        "DeleteAccessKey",
        IamJson.Default.AccessKeyRequest,
        Handle,
        Must.Member<AccessKeyRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128)
    );

    private static Result<Nothing> Handle(IamState state, AccessKeyRequest request, Context context) =>
        AccessKeyChange.Of(state, request, context, (user, key) => user.Keys.Remove(key));
}
