using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListStackResourcesRequest(string? StackName, string? NextToken);

internal sealed record ListStackResourcesResponse(List<StackResourceSummary> StackResourceSummaries, string? NextToken);

internal sealed record StackResourceSummary(
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    DateTimeOffset LastUpdatedTimestamp,
    string ResourceStatus,
    string? ResourceStatusReason,
    ResourceDriftInformation DriftInformation
);

internal static class ListStackResources
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ListStackResources",
        OperationsJson.Default.ListStackResourcesRequest,
        OperationsJson.Default.ListStackResourcesResponse,
        Handle,
        Requests.StackNameOrId<ListStackResourcesRequest>(r => r.StackName)
    );

    private static Result<ListStackResourcesResponse> Handle(StackState state, ListStackResourcesRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return Requests.NoStack(request.StackName!);
        var summaries = stack
            .Resources.Where(r => !r.Leaving)
            .OrderBy(r => r.LogicalId, StringComparer.Ordinal)
            .Select(r => new StackResourceSummary(r.LogicalId, r.PhysicalId, r.Type, r.Timestamp, r.Status, r.StatusReason, new()));
        return TemplateError.Pages.ByOffset(summaries, request.NextToken).Ok(out var page, out var error)
            ? new ListStackResourcesResponse(page.Items, page.NextToken)
            : error;
    }
}
