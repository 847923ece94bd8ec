namespace LocalCloud.Aws.Iam.Roles;

internal sealed record TagRoleRequest(string? RoleName, List<ResourceTag>? Tags);

internal static class TagRole
{
    public static readonly Operation<IamState, TagRoleRequest, Nothing> Definition = Tagging.Tag(
        "TagRole",
        IamJson.Default.TagRoleRequest,
        Kinds.Role,
        r => r.RoleName,
        r => r.Tags
    );
}
