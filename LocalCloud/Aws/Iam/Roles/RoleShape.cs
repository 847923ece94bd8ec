namespace LocalCloud.Aws.Iam.Roles;

internal sealed record RoleResponse(RoleShape Role);

internal sealed record LastUsed;

internal sealed record RoleShape(
    string Path,
    string RoleName,
    string RoleId,
    string Arn,
    DateTimeOffset CreateDate,
    string AssumeRolePolicyDocument,
    string? Description,
    int MaxSessionDuration,
    BoundaryShape? PermissionsBoundary,
    List<ResourceTag>? Tags
)
{
    /// <summary>GetRole alone tells it; nothing is known of any use.</summary>
    public LastUsed? RoleLastUsed { get; init; }

    public static RoleShape Of(Role role) =>
        new(
            role.Path,
            role.RoleName,
            role.RoleId,
            role.Arn,
            role.CreateDate,
            Uri.EscapeDataString(role.AssumeRolePolicyDocument),
            role.Description,
            role.MaxSessionDuration,
            BoundaryShape.Of(role.PermissionsBoundary),
            IamTags.Of(role.Tags)
        );
}
