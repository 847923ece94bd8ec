using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class DetachRolePolicy
{
    public static readonly Operation<IamState, AttachRolePolicyRequest, Nothing> Definition = AttachedPolicies.Detach(
        "DetachRolePolicy",
        IamJson.Default.AttachRolePolicyRequest,
        Kinds.Role
    );
}
