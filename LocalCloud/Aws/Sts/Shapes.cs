namespace LocalCloud.Aws.Sts;

internal sealed record AssumeRoleTag(string Key, string? Value);

internal sealed record PolicyDescriptor(string? Arn);

internal sealed record SessionCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration);

internal sealed record AssumedRoleUser(string AssumedRoleId, string Arn);
