namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal sealed record AccessKeyMetadata(string UserName, string AccessKeyId, string Status, DateTimeOffset CreateDate);

internal sealed record ListAccessKeysResponse(List<AccessKeyMetadata> AccessKeyMetadata, bool IsTruncated);

internal static class ListAccessKeys
{
    public static readonly Operation<IamState, ListUserPagesRequest, ListAccessKeysResponse> Definition = IamService.Define(
        "ListAccessKeys",
        IamJson.Default.ListUserPagesRequest,
        IamJson.Default.ListAccessKeysResponse,
        Handle
    );

    private static Result<ListAccessKeysResponse> Handle(IamState state, ListUserPagesRequest request, Context context)
    {
        if ((request.UserName ?? context.Identity?.UserName) is not { } name)
            return new ListAccessKeysResponse([], false);
        if (!state.User(name).Ok(out var user, out var error))
            return error;
        return new ListAccessKeysResponse(
            [.. user.Keys.Select(k => new AccessKeyMetadata(user.UserName, k.AccessKeyId, k.Status, k.CreateDate))],
            false
        );
    }
}
