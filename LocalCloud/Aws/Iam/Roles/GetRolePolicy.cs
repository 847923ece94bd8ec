using LocalCloud.Aws.Iam.Holders;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record GetRolePolicyResponse(string RoleName, string PolicyName, string PolicyDocument);

internal static class GetRolePolicy
{
    public static readonly Operation<IamState, RolePolicyRequest, GetRolePolicyResponse> Definition = InlinePolicies.Get(
        "GetRolePolicy",
        IamJson.Default.RolePolicyRequest,
        IamJson.Default.GetRolePolicyResponse,
        Kinds.Role,
        (request, document) => new(request.RoleName!, request.PolicyName!, document)
    );
}
