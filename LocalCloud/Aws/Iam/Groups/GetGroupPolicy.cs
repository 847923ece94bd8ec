using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Groups;

internal sealed record GetGroupPolicyResponse(string GroupName, string PolicyName, string PolicyDocument);

internal static class GetGroupPolicy
{
    public static readonly Operation<IamState, GroupPolicyRequest, GetGroupPolicyResponse> Definition = InlinePolicies.Get(
        "GetGroupPolicy",
        IamJson.Default.GroupPolicyRequest,
        IamJson.Default.GetGroupPolicyResponse,
        Kinds.Group,
        (request, document) => new(request.GroupName!, request.PolicyName!, document)
    );
}
