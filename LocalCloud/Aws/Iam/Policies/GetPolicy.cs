namespace LocalCloud.Aws.Iam.Policies;

internal static class GetPolicy
{
    public static readonly Operation<IamState, PolicyRequest, PolicyResponse> Definition = IamService.Define(
        "GetPolicy",
        IamJson.Default.PolicyRequest,
        IamJson.Default.PolicyResponse,
        Handle,
        Kinds.Policy.Named<PolicyRequest>(r => r.PolicyArn)
    );

    private static Result<PolicyResponse> Handle(IamState state, PolicyRequest request, Context context) =>
        ManagedPolicies.Find(request.PolicyArn!) is { } managed ? new PolicyResponse(ManagedPolicies.Shape(state, managed))
        : state.Policy(request.PolicyArn!).Ok(out var policy, out var error)
            ? new PolicyResponse(PolicyShape.Of(state, policy) with { Tags = IamTags.Of(policy.Tags) })
        : error;
}
