namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal sealed record ProfileRoleRequest(string? InstanceProfileName, string? RoleName)
{
    public static Member<ProfileRoleRequest>[] Constraints =>
        [
            Kinds.InstanceProfile.Named<ProfileRoleRequest>(r => r.InstanceProfileName),
            Kinds.Role.Named<ProfileRoleRequest>(r => r.RoleName),
        ];
}
