using LocalCloud.Aws.EventBridge.Deliveries;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record PutTargetsRequest(string? Rule, string? EventBusName, List<Target>? Targets);

internal sealed record TargetsResponse(int FailedEntryCount, List<FailedTarget> FailedEntries);

internal sealed record FailedTarget(string? TargetId, string? ErrorCode, string? ErrorMessage);

internal static class PutTargets
{
    private const int MaxTargets = 5;

    public static readonly Operation<EventsState, PutTargetsRequest, TargetsResponse> Definition = Operation<EventsState>
        .Define(
            "PutTargets",
            EventsJson.Default.PutTargetsRequest,
            EventsJson.Default.TargetsResponse,
            Handle,
            Names.RuleName<PutTargetsRequest>(r => r.Rule, "rule").Required(),
            Names.BusNameOrArn<PutTargetsRequest>(r => r.EventBusName),
            Must.Member<PutTargetsRequest>("targets", r => r.Targets).Required().Length(1, 100),
            Must.Each<PutTargetsRequest, Target>(
                "targets",
                r => r.Targets,
                Names.RuleName<Target>(t => t.Id, "id").Required(),
                Must.Member<Target>("arn", t => t.Arn).Required().Length(1, 1600),
                Must.Member<Target>("roleArn", t => t.RoleArn).Length(1, 1600),
                Must.Member<Target>("input", t => t.Input).Length(0, 8192),
                Must.Member<Target>("inputPath", t => t.InputPath).Length(0, 256),
                Must.Member<Target>("inputTransformer.inputPathsMap", t => t.InputTransformer?.InputPathsMap).Length(0, 100),
                Must.Member<Target>("inputTransformer.inputTemplate", t => t.InputTransformer?.InputTemplate).Length(1, 8192),
                Must.Member<Target>("sqsParameters.messageGroupId", t => t.SqsParameters?.MessageGroupId).Length(0, 100),
                Must.Member<Target>("deadLetterConfig.arn", t => t.DeadLetterConfig?.Arn).Length(1, 1600),
                Must.Member<Target>("retryPolicy.maximumRetryAttempts", t => t.RetryPolicy?.MaximumRetryAttempts).Range(0, 185),
                Must.Member<Target>("retryPolicy.maximumEventAgeInSeconds", t => t.RetryPolicy?.MaximumEventAgeInSeconds).Range(60, 86400)
            )
        )
        .Lacking("targets other than SQS, SNS, CloudWatch Logs, event buses and API destinations");

    private static Result<TargetsResponse> Handle(EventsState state, PutTargetsRequest request, Context context)
    {
        if (!Names.FindRule(state, request.EventBusName, request.Rule!).Ok(out var rule, out var error))
            return error;
        if (rule.Row.ManagedBy is not null)
            return Errors.Managed(rule.Name);
        foreach (var target in request.Targets!)
        {
            if (TargetCheck.Check(target, rule) is { } invalid)
                return invalid;
        }
        var refused = request.Targets.Select(t => TargetCheck.Unsupported(t, context.Host)).OfType<FailedTarget>().ToList();
        var targets = rule.Row.Targets.ToList();
        foreach (var target in request.Targets.Where(t => refused.All(r => r.TargetId != t.Id)))
        {
            var at = targets.FindIndex(t => t.Id == target.Id);
            if (at >= 0)
                targets[at] = target;
            else
                targets.Add(target);
        }
        if (targets.Count > MaxTargets)
            return Errors.LimitExceeded();
        rule.Row = rule.Row with { Targets = targets };
        state.Put(context.Changes, rule);
        return new TargetsResponse(refused.Count, refused);
    }
}
