using System.Text.Json.Serialization;
using LocalCloud.Aws.Scheduler.Expressions;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.Scheduler.Operations;

/// <summary>What CreateSchedule and UpdateSchedule take: an update replaces everything, also by defaults.</summary>
internal sealed record ScheduleInput
{
    public string? Name { get; init; }
    public string? GroupName { get; init; }
    public string? ScheduleExpression { get; init; }
    public string? ScheduleExpressionTimezone { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? StartDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EndDate { get; init; }
    public string? Description { get; init; }
    public string? State { get; init; }

    /// <summary>Stored and answered; nothing is encrypted.</summary>
    public string? KmsKeyArn { get; init; }
    public Target? Target { get; init; }
    public FlexibleTimeWindow? FlexibleTimeWindow { get; init; }
    public string? ActionAfterCompletion { get; init; }
    public string? ClientToken { get; init; }

    internal static readonly Member<ScheduleInput>[] Constraints =
    [
        Names.Name<ScheduleInput>("name", r => r.Name).Required(),
        Names.Name<ScheduleInput>("groupName", r => r.GroupName),
        Must.Member<ScheduleInput>("scheduleExpression", r => r.ScheduleExpression).Required().Length(1, 256),
        Must.Member<ScheduleInput>("scheduleExpressionTimezone", r => r.ScheduleExpressionTimezone).Length(1, 50),
        Must.Member<ScheduleInput>("description", r => r.Description).Length(0, 512),
        Must.Member<ScheduleInput>("state", r => r.State).Enum(ScheduleRow.Enabled, ScheduleRow.Disabled),
        Must.Member<ScheduleInput>("kmsKeyArn", r => r.KmsKeyArn).Length(1, 2048),
        Must.Member<ScheduleInput>("target", r => r.Target).Required(),
        Must.Member<ScheduleInput>("target.arn", r => r.Target is null ? "-" : r.Target.Arn).Required().Length(1, 1600),
        Must.Member<ScheduleInput>("target.roleArn", r => r.Target is null ? NoRole : r.Target.RoleArn)
            .Required()
            .Length(1, 1600)
            .Pattern(Names.RolePattern()),
        Must.Member<ScheduleInput>("target.input", r => r.Target?.Input).Length(1),
        Must.Member<ScheduleInput>("target.deadLetterConfig.arn", r => r.Target?.DeadLetterConfig?.Arn)
            .Length(1, 1600)
            .Pattern(Names.QueuePattern()),
        Must.Member<ScheduleInput>("target.retryPolicy.maximumEventAgeInSeconds", r => r.Target?.RetryPolicy?.MaximumEventAgeInSeconds)
            .Range(60, 86400),
        Must.Member<ScheduleInput>("target.retryPolicy.maximumRetryAttempts", r => r.Target?.RetryPolicy?.MaximumRetryAttempts)
            .Range(0, 185),
        Must.Member<ScheduleInput>("target.sqsParameters.messageGroupId", r => r.Target?.SqsParameters?.MessageGroupId).Length(1, 128),
        Must.Member<ScheduleInput>("target.eventBridgeParameters.detailType", r =>
                r.Target?.EventBridgeParameters is { } p ? p.DetailType : "-"
            )
            .Required()
            .Length(1, 128),
        Must.Member<ScheduleInput>("target.eventBridgeParameters.source", r => r.Target?.EventBridgeParameters is { } p ? p.Source : "-")
            .Required()
            .Length(1, 256)
            .Pattern(Names.SourcePattern()),
        Must.Member<ScheduleInput>("flexibleTimeWindow", r => r.FlexibleTimeWindow).Required(),
        Must.Member<ScheduleInput>("flexibleTimeWindow.mode", r => r.FlexibleTimeWindow is { } w ? w.Mode : FlexibleTimeWindow.Off)
            .Required()
            .Enum(FlexibleTimeWindow.Off, FlexibleTimeWindow.Flexible),
        Must.Member<ScheduleInput>("flexibleTimeWindow.maximumWindowInMinutes", r => r.FlexibleTimeWindow?.MaximumWindowInMinutes)
            .Range(1, 1440),
        Must.Member<ScheduleInput>("actionAfterCompletion", r => r.ActionAfterCompletion).Enum("NONE", ScheduleRow.Delete),
        Names.Token<ScheduleInput>(r => r.ClientToken),
    ];

    private const string NoRole = "arn:aws:iam::000000000000:role/none";

    /// <summary>The row of a schedule that is made now.</summary>
    internal Result<ScheduleRow> Read(Host host, DateTimeOffset now)
    {
        var zone = ScheduleExpressionTimezone ?? "UTC";
        if (!Zone.TryFind(zone, out _))
            return Errors.Invalid($"Invalid Schedule Expression Timezone {zone}.");
        if (Expression.Parse(ScheduleExpression!, zone) is not { } expression)
            return Errors.Invalid($"Invalid Schedule Expression {ScheduleExpression}.");
        if (!expression.IsOneTime && CheckDates(now) is { } wrong)
            return wrong;
        if (FlexibleTimeWindow is { Mode: FlexibleTimeWindow.Flexible, MaximumWindowInMinutes: null })
            return Errors.Invalid("MaximumWindowInMinutes must be provided when FlexibleTimeWindow mode is FLEXIBLE.");
        if (TargetCheck.Check(host, Target!) is { } refused)
            return refused;
        return new ScheduleRow
        {
            Group = GroupName ?? GroupRow.Default,
            Name = Name!,
            Expression = ScheduleExpression!,
            Timezone = zone,
            Window = FlexibleTimeWindow!,
            Target = Target! with
            {
                RetryPolicy = new(Target!.RetryPolicy?.MaximumEventAgeInSeconds ?? 86400, Target!.RetryPolicy?.MaximumRetryAttempts ?? 185),
            },
            State = State ?? ScheduleRow.Enabled,
            ActionAfterCompletion = ActionAfterCompletion ?? "NONE",
            Description = Description,
            KmsKeyArn = KmsKeyArn,
            StartDate = StartDate,
            EndDate = EndDate,
            Created = now,
            Modified = now,
            Anchor = now,
            After = expression.First(now),
            ClientToken = ClientToken,
        };
    }

    private AwsError? CheckDates(DateTimeOffset now)
    {
        if (StartDate < now.AddMinutes(-5))
            return Errors.Invalid("The StartDate you specify cannot be earlier than 5 minutes ago.");
        if (EndDate <= now)
            return Errors.Invalid("The EndDate you specify cannot be earlier than now.");
        return EndDate <= StartDate ? Errors.Invalid("The EndDate you specify cannot be earlier than the StartDate.") : null;
    }
}

internal sealed record ScheduleArnResponse(string ScheduleArn);
