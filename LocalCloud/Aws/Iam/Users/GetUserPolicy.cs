using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Users;

internal sealed record GetUserPolicyResponse(string UserName, string PolicyName, string PolicyDocument);

internal static class GetUserPolicy
{
    public static readonly Operation<IamState, UserPolicyRequest, GetUserPolicyResponse> Definition = InlinePolicies.Get(
        "GetUserPolicy",
        IamJson.Default.UserPolicyRequest,
        IamJson.Default.GetUserPolicyResponse,
        Kinds.User,
        (request, document) => new(request.UserName!, request.PolicyName!, document)
    );
}
