namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record DescribeRuleRequest(string? Name, string? EventBusName);

internal sealed record DescribeRuleResponse
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public string? EventPattern { get; init; }
    public string? ScheduleExpression { get; init; }
    public required string State { get; init; }
    public string? Description { get; init; }
    public string? RoleArn { get; init; }
    public string? ManagedBy { get; init; }
    public required string EventBusName { get; init; }
    public required string CreatedBy { get; init; }
}

internal static class DescribeRule
{
    public static readonly Operation<EventsState, DescribeRuleRequest, DescribeRuleResponse> Definition = Operation<EventsState>.Define(
        "DescribeRule",
        EventsJson.Default.DescribeRuleRequest,
        EventsJson.Default.DescribeRuleResponse,
        Handle,
        Names.RuleName<DescribeRuleRequest>(r => r.Name).Required(),
        Names.BusNameOrArn<DescribeRuleRequest>(r => r.EventBusName)
    );

    private static Result<DescribeRuleResponse> Handle(EventsState state, DescribeRuleRequest request, Context context) =>
        Names.FindRule(state, request.EventBusName, request.Name!).Ok(out var rule, out var error)
            ? new DescribeRuleResponse
            {
                Name = rule.Name,
                Arn = rule.Arn,
                EventPattern = rule.Row.EventPattern,
                ScheduleExpression = rule.Row.ScheduleExpression,
                State = rule.Row.State,
                Description = rule.Row.Description,
                RoleArn = rule.Row.RoleArn,
                ManagedBy = rule.Row.ManagedBy,
                EventBusName = rule.Bus.Name,
                CreatedBy = state.Scope.Account,
            }
            : error;
}
