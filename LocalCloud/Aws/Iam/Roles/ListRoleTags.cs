namespace LocalCloud.Aws.Iam.Roles;

internal static class ListRoleTags
{
    public static readonly Operation<IamState, RoleRequest, ListTagsResponse> Definition = Tagging.List(
        "ListRoleTags",
        IamJson.Default.RoleRequest,
        Kinds.Role,
        r => r.RoleName
    );
}
