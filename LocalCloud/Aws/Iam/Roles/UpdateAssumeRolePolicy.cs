using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Roles;

internal sealed record UpdateAssumeRolePolicyRequest(string? RoleName, string? PolicyDocument);

internal static class UpdateAssumeRolePolicy
{
    public static readonly Operation<IamState, UpdateAssumeRolePolicyRequest, Nothing> Definition = IamService.Define(
        "UpdateAssumeRolePolicy",
        IamJson.Default.UpdateAssumeRolePolicyRequest,
        Handle,
        Kinds.Role.Named<UpdateAssumeRolePolicyRequest>(r => r.RoleName)
    );

    private static Result<Nothing> Handle(IamState state, UpdateAssumeRolePolicyRequest request, Context context) =>
        Kinds.Role.Change<Nothing>(state, request.RoleName, context, role =>
        {
            if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Trust) is { } malformed)
                return malformed;
            role.AssumeRolePolicyDocument = request.PolicyDocument!;
            return Nothing.Instance;
        });
}
