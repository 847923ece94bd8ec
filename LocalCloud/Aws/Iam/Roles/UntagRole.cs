namespace LocalCloud.Aws.Iam.Roles;

internal sealed record UntagRoleRequest(string? RoleName, List<string>? TagKeys);

internal static class UntagRole
{
    public static readonly Operation<IamState, UntagRoleRequest, Nothing> Definition = Tagging.Untag(
        "UntagRole",
        IamJson.Default.UntagRoleRequest,
        Kinds.Role,
        r => r.RoleName,
        r => r.TagKeys
    );
}
