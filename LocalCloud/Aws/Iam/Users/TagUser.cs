namespace LocalCloud.Aws.Iam.Users;

internal sealed record TagUserRequest(string? UserName, List<ResourceTag>? Tags);

internal static class TagUser
{
    public static readonly Operation<IamState, TagUserRequest, Nothing> Definition = Tagging.Tag(
        "TagUser",
        IamJson.Default.TagUserRequest,
        Kinds.User,
        r => r.UserName,
        r => r.Tags
    );
}
