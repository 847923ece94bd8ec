namespace LocalCloud.Aws.EventBridge.Operations;

/// <param name="Force">For rules that an archive manages.</param>
internal sealed record RemoveTargetsRequest(string? Rule, string? EventBusName, List<string>? Ids, bool? Force);

internal static class RemoveTargets
{
    public static readonly Operation<EventsState, RemoveTargetsRequest, TargetsResponse> Definition = Operation<EventsState>.Define(
        "RemoveTargets",
        EventsJson.Default.RemoveTargetsRequest,
        EventsJson.Default.TargetsResponse,
        Handle,
        Names.RuleName<RemoveTargetsRequest>(r => r.Rule, "rule").Required(),
        Names.BusNameOrArn<RemoveTargetsRequest>(r => r.EventBusName),
        Must.Member<RemoveTargetsRequest>("ids", r => r.Ids).Required().Length(1, 100)
    );

    private static Result<TargetsResponse> Handle(EventsState state, RemoveTargetsRequest request, Context context)
    {
        if (!Names.FindRule(state, request.EventBusName, request.Rule!).Ok(out var rule, out var error))
            return error;
        if (rule.Row.ManagedBy is not null && request.Force is not true)
            return Errors.Managed(rule.Name);
        var missing = request
            .Ids!.Where(id => rule.Row.Targets.All(t => t.Id != id))
            .Select(id => new FailedTarget(id, "ResourceNotFoundException", $"Rule {rule.Name} does not have a target with the Id {id}."))
            .ToList();
        rule.Row = rule.Row with { Targets = [.. rule.Row.Targets.Where(t => !request.Ids!.Contains(t.Id!))] };
        state.Put(context.Changes, rule);
        return new TargetsResponse(missing.Count, missing);
    }
}
