namespace LocalCloud.Aws.EventBridge.Operations;

/// <param name="Force">For rules that an archive manages.</param>
internal sealed record DeleteRuleRequest(string? Name, string? EventBusName, bool? Force);

internal static class DeleteRule
{
    public static readonly Operation<EventsState, DeleteRuleRequest, Nothing> Definition = Operation<EventsState>.Define(
        "DeleteRule",
        EventsJson.Default.DeleteRuleRequest,
        Handle,
        Names.RuleName<DeleteRuleRequest>(r => r.Name).Required(),
        Names.BusNameOrArn<DeleteRuleRequest>(r => r.EventBusName)
    );

    private static Result<Nothing> Handle(EventsState state, DeleteRuleRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        // deleting what is not there succeeds, as with AWS
        if (!bus.Rules.TryGetValue(request.Name!, out var rule))
            return Nothing.Instance;
        if (rule.Row.ManagedBy is not null && request.Force is not true)
            return Errors.Managed(rule.Name);
        if (rule.Row.Targets.Count > 0)
            return Errors.Invalid("Rule can't be deleted since it has targets.");
        state.Delete(context.Changes, rule);
        context.Changes.AfterCommit(() => state.Service.Schedules.Reschedule(rule));
        return Nothing.Instance;
    }
}
