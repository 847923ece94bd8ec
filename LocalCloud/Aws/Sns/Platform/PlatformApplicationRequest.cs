namespace LocalCloud.Aws.Sns.Platform;

internal sealed record PlatformApplicationRequest(string? PlatformApplicationArn);
