using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record StackResourceDrift(
    string StackId,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    string ExpectedProperties,
    string ActualProperties,
    string StackResourceDriftStatus,
    DateTimeOffset Timestamp
)
{
    public static StackResourceDrift Of(Stack stack, StackResource resource, DateTimeOffset now) =>
        new(
            stack.StackId,
            resource.LogicalId,
            resource.PhysicalId,
            resource.Type,
            resource.Properties.ToJsonString(),
            resource.Properties.ToJsonString(),
            "IN_SYNC",
            now
        );
}
