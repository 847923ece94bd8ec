namespace LocalCloud.Aws.Iam.Policies;

internal sealed record PolicyRequest(string? PolicyArn, string? VersionId = null);
