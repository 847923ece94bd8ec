namespace LocalCloud.Aws.EventBridge.Operations;

/// <summary>EnableRule and DisableRule differ in one word.</summary>
internal static class SwitchRule
{
    public static Operation<EventsState, SwitchRuleRequest, Nothing> Define(string name, string to) =>
        Operation<EventsState>.Define(
            name,
            EventsJson.Default.SwitchRuleRequest,
            (state, request, context) => Handle(state, request, context, to),
            Names.RuleName<SwitchRuleRequest>(r => r.Name).Required(),
            Names.BusNameOrArn<SwitchRuleRequest>(r => r.EventBusName)
        );

    private static Result<Nothing> Handle(EventsState state, SwitchRuleRequest request, Context context, string to)
    {
        if (!Names.FindRule(state, request.EventBusName, request.Name!).Ok(out var rule, out var error))
            return error;
        if (rule.Row.ManagedBy is not null)
            return Errors.Managed(rule.Name);
        rule.Row = rule.Row with { State = to, Scheduled = context.Now };
        state.Put(context.Changes, rule);
        context.Changes.AfterCommit(() => state.Service.Schedules.Reschedule(rule));
        return Nothing.Instance;
    }
}
