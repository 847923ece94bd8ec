using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Simulation;

internal sealed record ContextEntry(string? ContextKeyName, List<string>? ContextKeyValues, string? ContextKeyType);

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

/// <summary>
/// What policies would decide: the same evaluation as of requests.
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
/// </summary>
internal static class PolicySimulation
{
    public static Result<SimulatePolicyResponse> Run(
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
        return IamState.Pages.ByOffset(results.ToList(), request.Marker, request.MaxItems).Ok(out var page, out var error)
            ? new SimulatePolicyResponse(page.Items, page.NextToken is not null, page.NextToken)
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
