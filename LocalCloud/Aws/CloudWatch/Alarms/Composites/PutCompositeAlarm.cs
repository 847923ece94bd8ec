namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

internal sealed record PutCompositeAlarmRequest
{
    public string? AlarmName { get; init; }
    public string? AlarmDescription { get; init; }
    public string? AlarmRule { get; init; }
    public bool? ActionsEnabled { get; init; }
    public List<string>? OKActions { get; init; }
    public List<string>? AlarmActions { get; init; }
    public List<string>? InsufficientDataActions { get; init; }
    public string? ActionsSuppressor { get; init; }
    public int? ActionsSuppressorWaitPeriod { get; init; }
    public int? ActionsSuppressorExtensionPeriod { get; init; }
    public List<ResourceTag>? Tags { get; init; }
}

internal static class PutCompositeAlarm
{
    /// <summary>The reason of an alarm whose rule was not looked at yet.</summary>
    public const string Fresh = "Unchecked: Initial alarm creation";

    public static readonly Operation<CloudWatchState, PutCompositeAlarmRequest, Nothing> Definition = Operation<CloudWatchState>
        .Define(
            "PutCompositeAlarm",
            CloudWatchJson.Default.PutCompositeAlarmRequest,
            Handle,
            [
                Must.Member<PutCompositeAlarmRequest>("alarmName", r => r.AlarmName).Required().Length(1, 255),
                Must.Member<PutCompositeAlarmRequest>("alarmDescription", r => r.AlarmDescription).Length(0, 1024),
                Must.Member<PutCompositeAlarmRequest>("alarmRule", r => r.AlarmRule).Required().Length(1, 10_240),
                Must.Member<PutCompositeAlarmRequest>("oKActions", r => r.OKActions).Length(0, 5),
                Must.Member<PutCompositeAlarmRequest>("alarmActions", r => r.AlarmActions).Length(0, 5),
                Must.Member<PutCompositeAlarmRequest>("insufficientDataActions", r => r.InsufficientDataActions).Length(0, 5),
                Must.Member<PutCompositeAlarmRequest>("actionsSuppressor", r => r.ActionsSuppressor).Length(1, 1600),
                Members.Tags<PutCompositeAlarmRequest>(r => r.Tags),
            ]
        )
        .Lacking("AT_LEAST in rules; of the actions only SNS topics and functions are told");

    private static Result<Nothing> Handle(CloudWatchState state, PutCompositeAlarmRequest request, Context context)
    {
        var name = request.AlarmName!;
        if (!AlarmRule.Parse(request.AlarmRule!, state.Scope).Ok(out var rule, out var error))
            return error;
        if (state.Alarms.ContainsKey(name))
            return Errors.Validation($"The alarm {name} is a metric alarm: a composite alarm cannot have its name.");
        var missing = rule.Alarms.Where(child => CompositeRules.StateOf(state, child) is null).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            return Errors.Validation(
                $"Could not save the composite alarm as alarms [{string.Join(", ", missing)}] in the alarm rule do not exist"
            );
        if (rule.Alarms.Contains(name))
            return Errors.Validation("Could not save the composite alarm as its alarm rule refers to itself");
        if (Suppressor(state, request) is { } wrong)
            return wrong;
        var before = state.Composites.GetValueOrDefault(name);
        state.Put(
            context.Changes,
            new CompositeAlarm
            {
                Name = name,
                Arn = state.Scope.Arn("cloudwatch", $"alarm:{name}"),
                AlarmDescription = request.AlarmDescription,
                AlarmRule = request.AlarmRule!,
                AlarmConfigurationUpdatedTimestamp = context.Now,
                ActionsEnabled = request.ActionsEnabled ?? true,
                OKActions = request.OKActions ?? [],
                AlarmActions = request.AlarmActions ?? [],
                InsufficientDataActions = request.InsufficientDataActions ?? [],
                StateValue = before?.StateValue ?? "INSUFFICIENT_DATA",
                StateReason = before?.StateReason ?? Fresh,
                StateReasonData = before?.StateReasonData,
                StateUpdatedTimestamp = before?.StateUpdatedTimestamp ?? context.Now,
                StateTransitionedTimestamp = before?.StateTransitionedTimestamp ?? context.Now,
                ActionsSuppressor = request.ActionsSuppressor,
                ActionsSuppressorWaitPeriod = request.ActionsSuppressorWaitPeriod,
                ActionsSuppressorExtensionPeriod = request.ActionsSuppressorExtensionPeriod,
                Tags = before is null ? TagMap.Of(request.Tags) : before.Tags,
            }
        );
        CompositeRules.Settle(state, context.Changes, null);
        return Nothing.Instance;
    }

    // docs: API_PutCompositeAlarm: both periods are "Required only if ActionsSuppressor is specified"
    private static AwsError? Suppressor(CloudWatchState state, PutCompositeAlarmRequest request)
    {
        if (request.ActionsSuppressor is not { } suppressor)
            return request is { ActionsSuppressorWaitPeriod: null, ActionsSuppressorExtensionPeriod: null }
                ? null
                : Errors.Validation("ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod need an ActionsSuppressor.");
        if (request.ActionsSuppressorWaitPeriod is not >= 0 || request.ActionsSuppressorExtensionPeriod is not >= 0)
            return Errors.Validation(
                "ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod are required with an ActionsSuppressor."
            );
        return CompositeRules.StateOf(state, suppressor) is null
            ? Errors.Validation($"Could not save the composite alarm as the actions suppressor {suppressor} does not exist")
            : null;
    }
}
