namespace LocalCloud.Aws.CloudFormation.Stacks;

internal sealed record StackEvent(
    string EventId,
    string LogicalId,
    string? PhysicalId,
    string Type,
    DateTimeOffset Timestamp,
    string Status,
    string? Reason,
    string? Properties,
    string? Token
);
