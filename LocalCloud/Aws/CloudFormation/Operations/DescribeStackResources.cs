using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStackResourcesRequest(string? StackName, string? LogicalResourceId, string? PhysicalResourceId);

internal sealed record DescribeStackResourcesResponse(List<StackResourceShape> StackResources);

internal sealed record StackResourceShape(
    string StackName,
    string StackId,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    DateTimeOffset Timestamp,
    string ResourceStatus,
    string? ResourceStatusReason,
    ResourceDriftInformation DriftInformation
);

internal static class DescribeStackResources
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeStackResources",
        OperationsJson.Default.DescribeStackResourcesRequest,
        OperationsJson.Default.DescribeStackResourcesResponse,
        Handle
    );

    private static Result<DescribeStackResourcesResponse> Handle(StackState state, DescribeStackResourcesRequest request, Context context)
    {
        if (request.StackName is null == request.PhysicalResourceId is null)
            return TemplateError.Validation("You must specify either StackName or PhysicalResourceId, but not both.");
        var stack = request.StackName is { } name
            ? state.Find(name)
            : state.All.FirstOrDefault(s =>
                s.Resources.Exists(r => r.PhysicalId == request.PhysicalResourceId && r.Status != ResourceStatus.DeleteComplete)
            );
        if (stack is null)
            return request.StackName is { } missing
                ? Requests.NoStack(missing)
                : TemplateError.Validation($"Stack for {request.PhysicalResourceId} does not exist");
        return new DescribeStackResourcesResponse([
            .. stack
                .Resources.Where(r => !r.Leaving && (request.LogicalResourceId is null || r.LogicalId == request.LogicalResourceId))
                .OrderBy(r => r.LogicalId, StringComparer.Ordinal)
                .Select(r => new StackResourceShape(
                    stack.Name,
                    stack.StackId,
                    r.LogicalId,
                    r.PhysicalId,
                    r.Type,
                    r.Timestamp,
                    r.Status,
                    r.StatusReason,
                    new()
                )),
        ]);
    }
}
