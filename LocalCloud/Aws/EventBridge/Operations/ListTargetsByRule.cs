namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record ListTargetsByRuleRequest(string? Rule, string? EventBusName, string? NextToken, int? Limit);

internal sealed record ListTargetsByRuleResponse(List<Target> Targets, string? NextToken);

internal static class ListTargetsByRule
{
    public static readonly Operation<EventsState, ListTargetsByRuleRequest, ListTargetsByRuleResponse> Definition =
        Operation<EventsState>.Define(
            "ListTargetsByRule",
            EventsJson.Default.ListTargetsByRuleRequest,
            EventsJson.Default.ListTargetsByRuleResponse,
            Handle,
            Names.RuleName<ListTargetsByRuleRequest>(r => r.Rule, "rule").Required(),
            Names.BusNameOrArn<ListTargetsByRuleRequest>(r => r.EventBusName),
            Names.NextToken<ListTargetsByRuleRequest>(r => r.NextToken),
            Names.Limit<ListTargetsByRuleRequest>(r => r.Limit)
        );

    private static Result<ListTargetsByRuleResponse> Handle(EventsState state, ListTargetsByRuleRequest request, Context context)
    {
        if (!Names.FindRule(state, request.EventBusName, request.Rule!).Ok(out var rule, out var error))
            return error;
        var targets = rule.Row.Targets.OrderBy(t => t.Id, StringComparer.Ordinal);
        return Names.Pages.ByKey(targets, t => t.Id!, request.NextToken, request.Limit).Ok(out var page, out error)
            ? new ListTargetsByRuleResponse(page.Items, page.NextToken)
            : error;
    }
}
