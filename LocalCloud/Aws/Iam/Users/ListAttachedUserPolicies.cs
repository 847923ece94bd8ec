using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal static class ListAttachedUserPolicies
{
    public static readonly Operation<IamState, ListUserPoliciesRequest, ListAttachedPoliciesResponse> Definition = AttachedPolicies.List(
        "ListAttachedUserPolicies",
        IamJson.Default.ListUserPoliciesRequest,
        Kinds.User
    );
}
