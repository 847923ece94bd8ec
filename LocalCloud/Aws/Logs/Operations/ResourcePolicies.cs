namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutResourcePolicyRequest(string? PolicyName, string? PolicyDocument);

internal sealed record PutResourcePolicyResponse(ResourcePolicy ResourcePolicy);

internal sealed record PolicyRequest(string? PolicyName);

internal sealed record DescribeResourcePoliciesRequest(string? NextToken, int? Limit, string? PolicyScope);

internal sealed record DescribeResourcePoliciesResponse(List<ResourcePolicy> ResourcePolicies, string? NextToken);

/// <summary>Policies of the account: stored and answered, not enforced.</summary>
internal static class PutResourcePolicy
{
    private const int Most = 10;

    public static readonly Operation Definition = Operation<LogsState>
        .Define(
            "PutResourcePolicy",
            LogsJson.Default.PutResourcePolicyRequest,
            LogsJson.Default.PutResourcePolicyResponse,
            Handle,
            Must.Member<PutResourcePolicyRequest>("policyDocument", r => r.PolicyDocument).Length(1, 51200)
        )
        .Lacking("policies of one resource (resourceArn)");

    private static Result<PutResourcePolicyResponse> Handle(LogsState state, PutResourcePolicyRequest request, Context context)
    {
        if (request.PolicyName is not { Length: > 0 } name)
            return Errors.Invalid("Policy name is required.");
        if (request.PolicyDocument is not { } document || !JsonText.IsObject(document))
            return Errors.Invalid("Policy document is not valid JSON.");
        if (!state.Policies.ContainsKey(name) && state.Policies.Count >= Most)
            return new AwsError("LimitExceededException", "Resource limit exceeded.");
        var policy = new ResourcePolicy(name, document, context.Now.ToUnixTimeMilliseconds(), "ACCOUNT");
        state.Put(context.Changes, policy);
        return new PutResourcePolicyResponse(policy);
    }
}

internal static class DeleteResourcePolicy
{
    public static readonly Operation Definition = Operation<LogsState>.Define<PolicyRequest>(
        "DeleteResourcePolicy",
        LogsJson.Default.PolicyRequest,
        Handle
    );

    private static Result<Nothing> Handle(LogsState state, PolicyRequest request, Context context)
    {
        if (request.PolicyName is not { } name || !state.Policies.ContainsKey(name))
            return Errors.NotFound($"Policy with name [{request.PolicyName}] does not exist");
        state.DeletePolicy(context.Changes, name);
        return Nothing.Instance;
    }
}

internal static class DescribeResourcePolicies
{
    public static readonly Operation Definition = Operation<LogsState>
        .Define(
            "DescribeResourcePolicies",
            LogsJson.Default.DescribeResourcePoliciesRequest,
            LogsJson.Default.DescribeResourcePoliciesResponse,
            Handle,
            Members.Token<DescribeResourcePoliciesRequest>(r => r.NextToken),
            Members.Limit<DescribeResourcePoliciesRequest>(r => r.Limit),
            Must.Member<DescribeResourcePoliciesRequest>("policyScope", r => r.PolicyScope).Enum("ACCOUNT", "RESOURCE")
        )
        .Lacking("policies of one resource (resourceArn)");

    private static Result<DescribeResourcePoliciesResponse> Handle(
        LogsState state,
        DescribeResourcePoliciesRequest request,
        Context context
    ) =>
        Members
            .Pages.ByItem(
                state.Policies.Values.Where(_ => request.PolicyScope is null or "ACCOUNT"),
                p => p.PolicyName,
                request.NextToken,
                request.Limit
            )
            .Ok(out var page, out var error)
            ? new DescribeResourcePoliciesResponse(page.Items, page.NextToken)
            : error;
}
