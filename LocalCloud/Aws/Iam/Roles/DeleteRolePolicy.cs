using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class DeleteRolePolicy
{
    public static readonly Operation<IamState, RolePolicyRequest, Nothing> Definition = InlinePolicies.Delete(
        "DeleteRolePolicy",
        IamJson.Default.RolePolicyRequest,
        Kinds.Role
    );
}
