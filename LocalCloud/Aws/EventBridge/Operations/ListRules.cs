namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record ListRulesRequest(string? NamePrefix, string? EventBusName, string? NextToken, int? Limit);

internal sealed record ListRulesResponse(List<ListedRule> Rules, string? NextToken);

internal sealed record ListedRule(
    string Name,
    string Arn,
    string? EventPattern,
    string State,
    string? Description,
    string? ScheduleExpression,
    string? RoleArn,
    string? ManagedBy,
    string EventBusName
);

internal static class ListRules
{
    public static readonly Operation<EventsState, ListRulesRequest, ListRulesResponse> Definition = Operation<EventsState>.Define(
        "ListRules",
        EventsJson.Default.ListRulesRequest,
        EventsJson.Default.ListRulesResponse,
        Handle,
        Names.RuleName<ListRulesRequest>(r => r.NamePrefix, "namePrefix"),
        Names.BusNameOrArn<ListRulesRequest>(r => r.EventBusName),
        Names.NextToken<ListRulesRequest>(r => r.NextToken),
        Names.Limit<ListRulesRequest>(r => r.Limit)
    );

    private static Result<ListRulesResponse> Handle(EventsState state, ListRulesRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        var rules = bus.Rules.Values.Where(r => r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal));
        if (!Names.Pages.ByKey(rules, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out error))
            return error;
        return new ListRulesResponse([.. page.Items.Select(Listed)], page.NextToken);
    }

    private static ListedRule Listed(Rule rule) =>
        new(
            rule.Name,
            rule.Arn,
            rule.Row.EventPattern,
            rule.Row.State,
            rule.Row.Description,
            rule.Row.ScheduleExpression,
            rule.Row.RoleArn,
            rule.Row.ManagedBy,
            rule.Bus.Name
        );
}
