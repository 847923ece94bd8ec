using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class AttachRolePolicy
{
    public static readonly Operation<IamState, AttachRolePolicyRequest, Nothing> Definition = AttachedPolicies.Attach(
        "AttachRolePolicy",
        IamJson.Default.AttachRolePolicyRequest,
        Kinds.Role
    );
}
