namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record SwitchRuleRequest(string? Name, string? EventBusName);
