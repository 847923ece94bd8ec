namespace LocalCloud.Aws.EventBridge.Operations;

internal static class EnableRule
{
    public static readonly Operation<EventsState, SwitchRuleRequest, Nothing> Definition = SwitchRule.Define("EnableRule", RuleRow.Enabled);
}
