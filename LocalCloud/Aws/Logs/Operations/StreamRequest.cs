namespace LocalCloud.Aws.Logs.Operations;

internal sealed record StreamRequest(string? LogGroupName, string? LogStreamName);
