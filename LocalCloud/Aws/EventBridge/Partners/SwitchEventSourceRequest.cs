namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record SwitchEventSourceRequest(string? Name);
