namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeResourcePoliciesRequest(string? NextToken, int? Limit, string? PolicyScope);

internal sealed record DescribeResourcePoliciesResponse(List<ResourcePolicy> ResourcePolicies, string? NextToken);

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
