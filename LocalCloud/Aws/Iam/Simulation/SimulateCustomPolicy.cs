namespace LocalCloud.Aws.Iam.Simulation;

internal sealed record SimulateCustomPolicyRequest
{
    public List<string>? PolicyInputList { get; init; }
    public List<string>? PermissionsBoundaryPolicyInputList { get; init; }
    public List<string>? ActionNames { get; init; }
    public List<string>? ResourceArns { get; init; }
    public string? ResourcePolicy { get; init; }
    public string? ResourceOwner { get; init; }
    public string? CallerArn { get; init; }
    public List<ContextEntry>? ContextEntries { get; init; }
    public string? Marker { get; init; }
    public int? MaxItems { get; init; }
}

internal static class SimulateCustomPolicy
{
    public static readonly Operation<IamState, SimulateCustomPolicyRequest, SimulatePolicyResponse> Definition = IamService
        .Define(
            "SimulateCustomPolicy",
            IamJson.Default.SimulateCustomPolicyRequest,
            IamJson.Default.SimulatePolicyResponse,
            Handle,
            Must.Member<SimulateCustomPolicyRequest>("policyInputList", r => r.PolicyInputList).Required(),
            Must.Member<SimulateCustomPolicyRequest>("actionNames", r => r.ActionNames).Required(),
            Must.Member<SimulateCustomPolicyRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        )
        .Lacking("where in a policy a statement stands");

    private static Result<SimulatePolicyResponse> Handle(IamState state, SimulateCustomPolicyRequest request, Context context)
    {
        // A resource's policy names its principal, so that one has to be given
        if (request.ResourcePolicy is not null && request.CallerArn is null)
            return new AwsError("InvalidInput", "CallerArn is required when ResourcePolicy is specified.");
        var root = $"arn:aws:iam::{state.Scope.Account}:root";
        return PolicySimulation.Run(state, context, new([]), request.CallerArn ?? root, null, [], request);
    }
}
