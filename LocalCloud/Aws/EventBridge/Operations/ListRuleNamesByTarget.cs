namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record ListRuleNamesByTargetRequest(string? TargetArn, string? EventBusName, string? NextToken, int? Limit);

internal sealed record ListRuleNamesByTargetResponse(List<string> RuleNames, string? NextToken);

internal static class ListRuleNamesByTarget
{
    public static readonly Operation<EventsState, ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> Definition =
        Operation<EventsState>.Define(
            "ListRuleNamesByTarget",
            EventsJson.Default.ListRuleNamesByTargetRequest,
            EventsJson.Default.ListRuleNamesByTargetResponse,
            Handle,
            Must.Member<ListRuleNamesByTargetRequest>("targetArn", r => r.TargetArn).Required().Length(1, 1600),
            Names.BusNameOrArn<ListRuleNamesByTargetRequest>(r => r.EventBusName),
            Names.NextToken<ListRuleNamesByTargetRequest>(r => r.NextToken),
            Names.Limit<ListRuleNamesByTargetRequest>(r => r.Limit)
        );

    private static Result<ListRuleNamesByTargetResponse> Handle(EventsState state, ListRuleNamesByTargetRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        var names = bus.Rules.Values.Where(r => r.Row.Targets.Any(t => t.Arn == request.TargetArn)).Select(r => r.Name);
        return Names.Pages.ByKey(names, n => n, request.NextToken, request.Limit).Ok(out var page, out error)
            ? new ListRuleNamesByTargetResponse(page.Items, page.NextToken)
            : error;
    }
}
