using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class ListUserPolicies
{
    public static readonly Operation<IamState, ListUserPoliciesRequest, ListPolicyNamesResponse> Definition = InlinePolicies.List(
        "ListUserPolicies",
        IamJson.Default.ListUserPoliciesRequest,
        Kinds.User
    );
}
