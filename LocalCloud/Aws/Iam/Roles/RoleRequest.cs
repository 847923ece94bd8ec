namespace LocalCloud.Aws.Iam.Roles;

internal sealed record RoleRequest(string? RoleName);
