namespace LocalCloud.Aws.EventBridge.Operations;

internal static class DisableRule
{
    public static readonly Operation<EventsState, SwitchRuleRequest, Nothing> Definition = SwitchRule.Define(
        "DisableRule",
        RuleRow.Disabled
    );
}
