namespace LocalCloud.Aws.Iam.Users;

internal sealed record UntagUserRequest(string? UserName, List<string>? TagKeys);

internal static class UntagUser
{
    public static readonly Operation<IamState, UntagUserRequest, Nothing> Definition = Tagging.Untag(
        "UntagUser",
        IamJson.Default.UntagUserRequest,
        Kinds.User,
        r => r.UserName,
        r => r.TagKeys
    );
}
