using System.Globalization;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Policies.Versions;

internal sealed record CreatePolicyVersionRequest(string? PolicyArn, string? PolicyDocument, bool? SetAsDefault);

internal static class CreatePolicyVersion
{
    public static readonly Operation<IamState, CreatePolicyVersionRequest, PolicyVersionResponse> Definition = IamService.Define(
        "CreatePolicyVersion",
        IamJson.Default.CreatePolicyVersionRequest,
        IamJson.Default.PolicyVersionResponse,
        Handle,
        Kinds.Policy.Named<CreatePolicyVersionRequest>(r => r.PolicyArn),
        Must.Member<CreatePolicyVersionRequest>("policyDocument", r => r.PolicyDocument).Required().Length(1, 131072)
    );

    private static Result<PolicyVersionResponse> Handle(IamState state, CreatePolicyVersionRequest request, Context context)
    {
        if (PolicyGrammar.Check(request.PolicyDocument, PolicyKind.Own) is { } malformed)
            return malformed;
        if (!state.Policy(request.PolicyArn!).Ok(out var policy, out var error))
            return error;
        var versions = PolicyVersions.Of(policy);
        if (versions.Count == PolicyVersions.Most)
            return new AwsError(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
                409
            );
        if (policy.Versions.Count == 0)
            policy.Versions.AddRange(versions);
        var version = new PolicyVersion(
            $"v{(++policy.LastVersion).ToString(CultureInfo.InvariantCulture)}",
            request.PolicyDocument!,
            context.Now
        );
        policy.Versions.Add(version);
        if (request.SetAsDefault == true)
            PolicyVersions.MakeDefault(policy, version, context);
        state.Put(context.Changes, policy);
        return new PolicyVersionResponse(PolicyVersionShape.Of(policy, version, withDocument: false));
    }
}
