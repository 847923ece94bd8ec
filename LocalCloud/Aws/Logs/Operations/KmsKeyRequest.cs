namespace LocalCloud.Aws.Logs.Operations;

internal sealed record KmsKeyRequest(string? LogGroupName, string? KmsKeyId, string? ResourceIdentifier);
