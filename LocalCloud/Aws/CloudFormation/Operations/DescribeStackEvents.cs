using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStackEventsRequest(string? StackName, string? NextToken);

internal sealed record DescribeStackEventsResponse(List<StackEventShape> StackEvents, string? NextToken);

internal sealed record StackEventShape(
    string StackId,
    string EventId,
    string StackName,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    DateTimeOffset Timestamp,
    string ResourceStatus,
    string? ResourceStatusReason,
    string? ResourceProperties,
    string? ClientRequestToken
);

internal static class DescribeStackEvents
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeStackEvents",
        OperationsJson.Default.DescribeStackEventsRequest,
        OperationsJson.Default.DescribeStackEventsResponse,
        Handle,
        Requests.StackNameOrId<DescribeStackEventsRequest>(r => r.StackName)
    );

    private static Result<DescribeStackEventsResponse> Handle(StackState state, DescribeStackEventsRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return new AwsError("ValidationError", $"Stack [{request.StackName}] does not exist");
        var newestFirst = stack
            .Events.AsEnumerable()
            .Reverse()
            .Select(e => new StackEventShape(
                stack.StackId,
                e.EventId,
                stack.Name,
                e.LogicalId,
                e.PhysicalId,
                e.Type,
                e.Timestamp,
                e.Status,
                e.Reason,
                e.Properties,
                e.Token
            ));
        return TemplateError.Pages.ByOffset(newestFirst, request.NextToken).Ok(out var page, out var error)
            ? new DescribeStackEventsResponse(page.Items, page.NextToken)
            : error;
    }
}
