using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStackResourceRequest(string? StackName, string? LogicalResourceId);

internal sealed record DescribeStackResourceResponse(StackResourceDetail StackResourceDetail);

internal sealed record StackResourceDetail(
    string StackName,
    string StackId,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    DateTimeOffset LastUpdatedTimestamp,
    string ResourceStatus,
    string? ResourceStatusReason,
    string? Metadata,
    ResourceDriftInformation DriftInformation
);

internal static class DescribeStackResource
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeStackResource",
        OperationsJson.Default.DescribeStackResourceRequest,
        OperationsJson.Default.DescribeStackResourceResponse,
        Handle,
        Requests.StackNameOrId<DescribeStackResourceRequest>(r => r.StackName),
        Must.Member<DescribeStackResourceRequest>("logicalResourceId", r => r.LogicalResourceId).Required()
    );

    private static Result<DescribeStackResourceResponse> Handle(StackState state, DescribeStackResourceRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack '{request.StackName}' does not exist");
        if (stack.Resource(request.LogicalResourceId!) is not { } resource)
            return TemplateError.Validation($"Resource {request.LogicalResourceId} does not exist for stack {stack.Name}");
        return new DescribeStackResourceResponse(
            new(
                stack.Name,
                stack.StackId,
                resource.LogicalId,
                resource.PhysicalId,
                resource.Type,
                resource.Timestamp,
                resource.Status,
                resource.StatusReason,
                resource.Metadata?.ToJsonString(),
                new()
            )
        );
    }
}
