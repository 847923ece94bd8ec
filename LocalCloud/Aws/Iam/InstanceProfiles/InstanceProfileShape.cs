using LocalCloud.Aws.Iam.Roles;

namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal sealed record InstanceProfileResponse(InstanceProfileShape InstanceProfile);

internal sealed record InstanceProfileShape(
    string Path,
    string InstanceProfileName,
    string InstanceProfileId,
    string Arn,
    DateTimeOffset CreateDate,
    List<RoleShape> Roles
)
{
    public static InstanceProfileShape Of(IamState state, InstanceProfile profile) =>
        new(
            profile.Path,
            profile.InstanceProfileName,
            profile.InstanceProfileId,
            profile.Arn,
            profile.CreateDate,
            [.. profile.Roles.Where(state.Roles.ContainsKey).Select(name => RoleShape.Of(state.Roles[name]))]
        );
}
