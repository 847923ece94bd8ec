namespace LocalCloud.Aws.Iam.Users;

internal static class ListUserTags
{
    public static readonly Operation<IamState, ListUserPagesRequest, ListTagsResponse> Definition = Tagging.List(
        "ListUserTags",
        IamJson.Default.ListUserPagesRequest,
        Kinds.User,
        r => r.UserName
    );
}
