using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal static class ListRolePolicies
{
    public static readonly Operation<IamState, ListRolePoliciesRequest, ListPolicyNamesResponse> Definition = InlinePolicies.List(
        "ListRolePolicies",
        IamJson.Default.ListRolePoliciesRequest,
        Kinds.Role
    );
}
