using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Operations;

internal sealed record ContextEntry(string? ContextKeyName, List<string>? ContextKeyValues, string? ContextKeyType);

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

internal sealed record MatchedStatement(string SourcePolicyId, string SourcePolicyType);

internal sealed record BoundaryDecision(bool AllowedByPermissionsBoundary);

internal sealed record EvaluationResult(
    string EvalActionName,
    string EvalResourceName,
    string EvalDecision,
    List<MatchedStatement> MatchedStatements,
    List<string> MissingContextValues,
    BoundaryDecision? PermissionsBoundaryDecisionDetail
);

internal sealed record SimulatePolicyResponse(List<EvaluationResult> EvaluationResults, bool IsTruncated, string? Marker = null);

/// <summary>What policies would decide: the same evaluation as of requests.
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html</summary>
internal static class Simulation
{
    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService
            .Define(
                "SimulateCustomPolicy",
                Json.SimulateCustomPolicyRequest,
                Json.SimulatePolicyResponse,
                Custom,
                Must.Member<SimulateCustomPolicyRequest>("policyInputList", r => r.PolicyInputList).Required(),
                Must.Member<SimulateCustomPolicyRequest>("actionNames", r => r.ActionNames).Required(),
                Must.Member<SimulateCustomPolicyRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
            )
            .Lacking("where in a policy a statement stands"),
        IamService
            .Define(
                "SimulatePrincipalPolicy",
                Json.SimulatePrincipalPolicyRequest,
                Json.SimulatePolicyResponse,
                OfPrincipal,
                Must.Member<SimulatePrincipalPolicyRequest>("policySourceArn", r => r.PolicySourceArn).Required().Length(20, 2048),
                Must.Member<SimulatePrincipalPolicyRequest>("actionNames", r => r.ActionNames).Required(),
                Must.Member<SimulatePrincipalPolicyRequest>("maxItems", r => r.MaxItems).Range(1, 1000)
            )
            .Lacking("where in a policy a statement stands"),
    ];

    private static Result<SimulatePolicyResponse> Custom(IamState state, SimulateCustomPolicyRequest request, Context context)
    {
        // A resource's policy names its principal, so that one has to be given
        if (request.ResourcePolicy is not null && request.CallerArn is null)
            return new AwsError("InvalidInput", "CallerArn is required when ResourcePolicy is specified.");
        var root = $"arn:aws:iam::{state.Scope.Account}:root";
        return Simulate(state, context, new([]), request.CallerArn ?? root, null, [], request);
    }

    private static Result<SimulatePolicyResponse> OfPrincipal(IamState state, SimulatePrincipalPolicyRequest request, Context context)
    {
        var arn = request.PolicySourceArn!;
        var (own, name, tags) =
            state.Users.Values.FirstOrDefault(u => u.Arn == arn) is { } user ? (PoliciesOf.User(state, user), user.UserName, user.Tags)
            : state.Roles.Values.FirstOrDefault(r => r.Arn == arn) is { } role ? (PoliciesOf.Role(state, role), null, role.Tags)
            : state.Groups.Values.FirstOrDefault(g => g.Arn == arn) is { } group ? (PoliciesOf.Group(state, group), null, [])
            : ((OwnPolicies?)null, (string?)null, new Dictionary<string, string>());
        return own is null
            ? IamState.Missing($"The entity {arn} cannot be found.")
            : Simulate(
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

    private static Result<SimulatePolicyResponse> Simulate(
        IamState state,
        Context context,
        OwnPolicies own,
        string caller,
        string? userName,
        Dictionary<string, string> tags,
        SimulateCustomPolicyRequest request
    )
    {
        var boundaries = request.PermissionsBoundaryPolicyInputList ?? [];
        foreach (var policy in (request.PolicyInputList ?? []).Concat(boundaries))
            if (PolicyGrammar.Check(policy, PolicyKind.Own) is { } malformed)
                return new AwsError("InvalidInput", malformed.Message);
        var identity = own
            .Identity.Concat(
                (request.PolicyInputList ?? []).Select((p, i) => AccessPolicy.Of(p) with { Source = $"PolicyInputList.{i + 1}" })
            )
            .ToList();
        var policies = new OwnPolicies(identity, boundaries is [{ } boundary, ..] ? AccessPolicy.Of(boundary) : own.Boundary);
        var account = caller.Split(':') is [_, _, _, _, { Length: 12 } of, ..] ? of : state.Scope.Account;
        var who = new Principal(
            caller.EndsWith(":root", StringComparison.Ordinal) ? PrincipalKind.Root : PrincipalKind.User,
            account,
            caller,
            caller
        );
        var keys = GlobalKeys
            .OfTime(context.Now)
            .Set("aws:PrincipalArn", caller)
            .Set("aws:PrincipalAccount", account)
            .Set("aws:username", userName)
            .SetTags("aws:PrincipalTag", tags);
        foreach (var entry in request.ContextEntries ?? [])
            keys.SetAll(entry.ContextKeyName ?? "", entry.ContextKeyValues ?? []);
        var resource = request.ResourcePolicy is { } text
            ? new ResourcePolicies(
                request.ResourceOwner?.Split(':') is [_, _, _, _, { Length: 12 } owner, ..] ? owner : state.Scope.Account,
                AccessPolicy.Of(text) with
                {
                    Source = "ResourcePolicy",
                }
            )
            : null;
        var results =
            from action in request.ActionNames!
            from arn in request.ResourceArns is { Count: > 0 } arns ? arns : ["*"]
            select Evaluate(new(who, action, arn, keys), policies, resource);
        return Listing<EvaluationResult>.Of(results.ToList(), request.MaxItems, request.Marker).Ok(out var page, out var error)
            ? new SimulatePolicyResponse(page.Items, page.Marker is not null, page.Marker)
            : error;
    }

    private static EvaluationResult Evaluate(AccessRequest request, OwnPolicies own, ResourcePolicies? resource)
    {
        var decision = Decision.Of(request, own, resource);
        var verdict =
            decision.IsAllowed ? "allowed"
            : decision.IsExplicit ? "explicitDeny"
            : "implicitDeny";
        var all = own
            .Identity.Select(p => (Policy: p, Type: "IAM Policy"))
            .Concat(resource?.Policy is { } policy ? [(policy, "Resource Policy")] : []);
        // Of an implicit deny nothing matches; else what led to it
        List<MatchedStatement> matched =
        [
            .. all.Where(p => p.Policy.Applying(request).Any(s => verdict != "implicitDeny" && s.IsAllow == decision.IsAllowed))
                .Select(p => new MatchedStatement(p.Policy.Source ?? "", p.Type)),
        ];
        // Which keys it hung on that were not given
        List<string> missing =
        [
            .. own
                .Identity.SelectMany(p => p.Statements)
                .SelectMany(s => s.Conditions)
                .Where(c => c.Operator?.IsNull is false && request.Keys.Of(c.Key) is null)
                .Select(c => c.Key)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return new(
            request.Action,
            request.Resource,
            verdict,
            matched,
            missing,
            own.Boundary is { } boundary ? new(PolicyAnswer.OfOwn([boundary], request).Allows) : null
        );
    }
}
