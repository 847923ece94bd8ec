using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class ListAttachedRolePolicies
{
    public static readonly Operation<IamState, ListRolePoliciesRequest, ListAttachedPoliciesResponse> Definition = AttachedPolicies.List(
        "ListAttachedRolePolicies",
        IamJson.Default.ListRolePoliciesRequest,
        Kinds.Role
    );
}
