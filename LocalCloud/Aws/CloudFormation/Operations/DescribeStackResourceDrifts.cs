using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStackResourceDriftsRequest(
    string? StackName,
    List<string>? StackResourceDriftStatusFilters,
    string? NextToken,
    int? MaxResults
);

internal sealed record DescribeStackResourceDriftsResponse(List<StackResourceDrift> StackResourceDrifts, string? NextToken);

internal static class DescribeStackResourceDrifts
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "DescribeStackResourceDrifts",
            OperationsJson.Default.DescribeStackResourceDriftsRequest,
            OperationsJson.Default.DescribeStackResourceDriftsResponse,
            Handle,
            Requests.StackNameOrId<DescribeStackResourceDriftsRequest>(r => r.StackName)
        )
        .Lacking("nothing is compared: every resource is IN_SYNC");

    private static Result<DescribeStackResourceDriftsResponse> Handle(
        StackState state,
        DescribeStackResourceDriftsRequest request,
        Context context
    )
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        var checkedAt = stack.DriftChecked;
        var wanted = request.StackResourceDriftStatusFilters is not { Count: > 0 } filters || filters.Contains("IN_SYNC");
        var drifts =
            checkedAt is null || !wanted
                ? []
                : stack
                    .Resources.Where(r => !r.Leaving)
                    .OrderBy(r => r.LogicalId, StringComparer.Ordinal)
                    .Select(r => StackResourceDrift.Of(stack, r, checkedAt.Value));
        return TemplateError.Pages.ByOffset(drifts, request.NextToken).Ok(out var page, out var error)
            ? new DescribeStackResourceDriftsResponse(page.Items, page.NextToken)
            : error;
    }
}
