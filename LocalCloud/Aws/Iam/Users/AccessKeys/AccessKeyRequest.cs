namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal sealed record AccessKeyRequest(string? UserName, string? AccessKeyId, string? Status = null);

/// <summary>A key of the user that a request names, of its caller, or whose it is.</summary>
internal static class AccessKeyChange
{
    public static Result<Nothing> Of(IamState state, AccessKeyRequest request, Context context, Action<User, AccessKey> change)
    {
        if ((request.UserName ?? context.Identity?.UserName ?? state.OwnerOf(request.AccessKeyId!)?.User.UserName) is not { } name)
            return Missing(request);
        return Kinds.User.Change<Nothing>(state, name, context, user =>
        {
            if (user.Keys.Find(k => k.AccessKeyId == request.AccessKeyId) is not { } key)
                return Missing(request);
            change(user, key);
            return Nothing.Instance;
        });
    }

    private static AwsError Missing(AccessKeyRequest request) =>
        IamState.Missing($"The Access Key with id {request.AccessKeyId} cannot be found.");
}
