using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class ListAttachedGroupPolicies
{
    public static readonly Operation<IamState, ListGroupPoliciesRequest, ListAttachedPoliciesResponse> Definition = AttachedPolicies.List(
        "ListAttachedGroupPolicies",
        IamJson.Default.ListGroupPoliciesRequest,
        Kinds.Group
    );
}
