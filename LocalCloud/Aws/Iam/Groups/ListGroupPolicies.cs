using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal static class ListGroupPolicies
{
    public static readonly Operation<IamState, ListGroupPoliciesRequest, ListPolicyNamesResponse> Definition = InlinePolicies.List(
        "ListGroupPolicies",
        IamJson.Default.ListGroupPoliciesRequest,
        Kinds.Group
    );
}
