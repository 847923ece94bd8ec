using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class PutRolePolicy
{
    public static readonly Operation<IamState, RolePolicyRequest, Nothing> Definition = InlinePolicies.Put(
        "PutRolePolicy",
        IamJson.Default.RolePolicyRequest,
        Kinds.Role
    );
}
