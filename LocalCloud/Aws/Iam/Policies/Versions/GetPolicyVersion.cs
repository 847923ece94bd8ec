namespace LocalCloud.Aws.Iam.Policies.Versions;

internal static class GetPolicyVersion
{
    public static readonly Operation<IamState, PolicyRequest, PolicyVersionResponse> Definition = IamService.Define(
        "GetPolicyVersion",
        IamJson.Default.PolicyRequest,
        IamJson.Default.PolicyVersionResponse,
        Handle,
        Kinds.Policy.Named<PolicyRequest>(r => r.PolicyArn)
    );

    private static Result<PolicyVersionResponse> Handle(IamState state, PolicyRequest request, Context context)
    {
        if (ManagedPolicies.Find(request.PolicyArn!) is { } managed)
            return new PolicyVersionResponse(PolicyVersionShape.Of(managed));
        if (!state.Policy(request.PolicyArn!).Ok(out var policy, out var error))
            return error;
        return PolicyVersions.Of(policy).Find(v => v.Id == (request.VersionId ?? policy.DefaultVersion)) is { } version
            ? new PolicyVersionResponse(PolicyVersionShape.Of(policy, version, withDocument: true))
            : PolicyVersions.Missing(request);
    }
}
