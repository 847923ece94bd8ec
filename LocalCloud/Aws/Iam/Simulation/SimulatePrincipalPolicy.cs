using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Simulation;

internal sealed record SimulatePrincipalPolicyRequest
{
    public string? PolicySourceArn { get; init; }
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

internal static class SimulatePrincipalPolicy
{
    public static readonly Operation<IamState, SimulatePrincipalPolicyRequest, SimulatePolicyResponse> Definition = IamService
        .Define(
            "SimulatePrincipalPolicy",
            IamJson.Default.SimulatePrincipalPolicyRequest,
            IamJson.Default.SimulatePolicyResponse,
            Handle,
            Must.Member<SimulatePrincipalPolicyRequest>("policySourceArn", r => r.PolicySourceArn).Required().Length(20, 2048),
            Must.Member<SimulatePrincipalPolicyRequest>("actionNames", r => r.ActionNames).Required(),
            Must.Member<SimulatePrincipalPolicyRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
        )
        .Lacking("where in a policy a statement stands");

    private static Result<SimulatePolicyResponse> Handle(IamState state, SimulatePrincipalPolicyRequest request, Context context)
    {
        var arn = request.PolicySourceArn!;
        var (own, name, tags) =
            state.Users.Values.FirstOrDefault(u => u.Arn == arn) is { } user ? (PoliciesOf.User(state, user), user.UserName, user.Tags)
            : state.Roles.Values.FirstOrDefault(r => r.Arn == arn) is { } role ? (PoliciesOf.Role(state, role), null, role.Tags)
            : state.Groups.Values.FirstOrDefault(g => g.Arn == arn) is { } group ? (PoliciesOf.Group(state, group), null, [])
            : ((OwnPolicies?)null, (string?)null, new Dictionary<string, string>());
        return own is null
            ? IamState.Missing($"The entity {arn} cannot be found.")
            : PolicySimulation.Run(
                state,
                context,
                own,
                request.CallerArn ?? arn,
                name,
                tags,
                new()
                {
                    PolicyInputList = request.PolicyInputList,
                    PermissionsBoundaryPolicyInputList = request.PermissionsBoundaryPolicyInputList,
                    ActionNames = request.ActionNames,
                    ResourceArns = request.ResourceArns,
                    ResourcePolicy = request.ResourcePolicy,
                    ResourceOwner = request.ResourceOwner,
                    ContextEntries = request.ContextEntries,
                    Marker = request.Marker,
                    MaxItems = request.MaxItems,
                }
            );
    }
}
