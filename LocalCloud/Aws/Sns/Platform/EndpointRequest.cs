namespace LocalCloud.Aws.Sns.Platform;

internal sealed record EndpointRequest(string? EndpointArn);
