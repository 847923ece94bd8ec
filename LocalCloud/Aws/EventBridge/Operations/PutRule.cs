using LocalCloud.Aws.EventBridge.Patterns;
using LocalCloud.Aws.EventBridge.Schedules;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record PutRuleRequest
{
    public string? Name { get; init; }
    public string? ScheduleExpression { get; init; }
    public string? EventPattern { get; init; }
    public string? State { get; init; }
    public string? Description { get; init; }
    public string? RoleArn { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? EventBusName { get; init; }
}

internal sealed record PutRuleResponse(string RuleArn);

internal static class PutRule
{
    private const int MaxRules = 300; // of a bus

    public static readonly Operation<EventsState, PutRuleRequest, PutRuleResponse> Definition = Operation<EventsState>.Define(
        "PutRule",
        EventsJson.Default.PutRuleRequest,
        EventsJson.Default.PutRuleResponse,
        Handle,
        Names.RuleName<PutRuleRequest>(r => r.Name).Required(),
        Must.Member<PutRuleRequest>("scheduleExpression", r => r.ScheduleExpression).Length(0, 256),
        Must.Member<PutRuleRequest>("eventPattern", r => r.EventPattern).Length(0, 4096),
        Must.Member<PutRuleRequest>("state", r => r.State).Enum("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
        Must.Member<PutRuleRequest>("description", r => r.Description).Length(0, 512),
        Must.Member<PutRuleRequest>("roleArn", r => r.RoleArn).Length(1, 1600),
        Must.Each<PutRuleRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints),
        Names.BusNameOrArn<PutRuleRequest>(r => r.EventBusName)
    );

    private static Result<PutRuleResponse> Handle(EventsState state, PutRuleRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        if (Check(request, bus) is { } invalid)
            return invalid;
        var old = bus.Rules.GetValueOrDefault(request.Name!)?.Row;
        if (old?.ManagedBy is not null)
            return Errors.Managed(old.Name);
        if (old is null && bus.Rules.Values.Count(r => r.Row.ManagedBy is null) >= MaxRules)
            return Errors.LimitExceeded();
        EventPattern? pattern = null;
        if (!string.IsNullOrEmpty(request.EventPattern) && !EventPattern.TryCompile(request.EventPattern, out pattern, out var reason))
            return Errors.InvalidPattern(reason);

        // a put replaces the rule, except for its targets and tags: those have operations of their own
        var row = new RuleRow
        {
            Name = request.Name!,
            Bus = bus.Name,
            EventPattern = string.IsNullOrEmpty(request.EventPattern) ? null : request.EventPattern,
            ScheduleExpression = string.IsNullOrEmpty(request.ScheduleExpression) ? null : request.ScheduleExpression,
            State = request.State ?? RuleRow.Enabled,
            Description = request.Description,
            RoleArn = request.RoleArn,
            Tags = old?.Tags ?? TagMap.Of(request.Tags),
            Targets = old?.Targets ?? [],
            Scheduled = context.Now,
        };
        if (!bus.Rules.TryGetValue(row.Name, out var rule))
            bus.Rules[row.Name] = rule = new Rule(bus, row);
        rule.Row = row;
        rule.Pattern = pattern;
        state.Put(context.Changes, rule);
        context.Changes.AfterCommit(() => state.Service.Schedules.Reschedule(rule));
        return new PutRuleResponse(rule.Arn);
    }

    private static AwsError? Check(PutRuleRequest request, EventBus bus)
    {
        if (string.IsNullOrEmpty(request.EventPattern) && string.IsNullOrEmpty(request.ScheduleExpression))
            return Errors.Invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        if (request.ScheduleExpression is not null && bus.Name != EventsState.DefaultBus)
            return Errors.Invalid("ScheduleExpression is supported only on the default event bus.");
        if (!string.IsNullOrEmpty(request.ScheduleExpression) && Schedule.Parse(request.ScheduleExpression) is null)
            return Errors.Invalid("Parameter ScheduleExpression is not valid.");
        return null;
    }
}
