using LocalCloud.Aws.CloudWatch.Metrics;
using LocalCloud.Aws.CloudWatch.Queries;

namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record PutMetricAlarmRequest
{
    public string? AlarmName { get; init; }
    public string? AlarmDescription { get; init; }
    public bool? ActionsEnabled { get; init; }
    public List<string>? OKActions { get; init; }
    public List<string>? AlarmActions { get; init; }
    public List<string>? InsufficientDataActions { get; init; }
    public string? MetricName { get; init; }
    public string? Namespace { get; init; }
    public string? Statistic { get; init; }
    public string? ExtendedStatistic { get; init; }
    public List<Dimension>? Dimensions { get; init; }
    public int? Period { get; init; }
    public string? Unit { get; init; }
    public int? EvaluationPeriods { get; init; }
    public int? DatapointsToAlarm { get; init; }
    public double? Threshold { get; init; }
    public string? ComparisonOperator { get; init; }
    public string? TreatMissingData { get; init; }
    public string? EvaluateLowSampleCountPercentile { get; init; }
    public List<MetricDataQuery>? Metrics { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? ThresholdMetricId { get; init; }
    public object? EvaluationCriteria { get; init; }
    public int? EvaluationInterval { get; init; }
}

internal static class PutMetricAlarm
{
    public static readonly Operation<CloudWatchState, PutMetricAlarmRequest, Nothing> Definition = Operation<CloudWatchState>
        .Define(
            "PutMetricAlarm",
            CloudWatchJson.Default.PutMetricAlarmRequest,
            Handle,
            [
                Must.Member<PutMetricAlarmRequest>("alarmName", r => r.AlarmName).Required().Length(1, 255),
                Must.Member<PutMetricAlarmRequest>("alarmDescription", r => r.AlarmDescription).Length(0, 1024),
                Must.Member<PutMetricAlarmRequest>("oKActions", r => r.OKActions).Length(0, 5),
                Must.Member<PutMetricAlarmRequest>("alarmActions", r => r.AlarmActions).Length(0, 5),
                Must.Member<PutMetricAlarmRequest>("insufficientDataActions", r => r.InsufficientDataActions).Length(0, 5),
                Members.MetricName<PutMetricAlarmRequest>(r => r.MetricName),
                Members.Namespace<PutMetricAlarmRequest>(r => r.Namespace),
                Must.Member<PutMetricAlarmRequest>("statistic", r => r.Statistic).Enum(Members.Statistics),
                .. Members.Dimensions<PutMetricAlarmRequest>(r => r.Dimensions),
                Must.Member<PutMetricAlarmRequest>("period", r => r.Period).Range(1),
                Must.Member<PutMetricAlarmRequest>("unit", r => r.Unit).Enum(Members.Units),
                Must.Member<PutMetricAlarmRequest>("evaluationPeriods", r => r.EvaluationPeriods).Required().Range(1),
                Must.Member<PutMetricAlarmRequest>("datapointsToAlarm", r => r.DatapointsToAlarm).Range(1),
                Must.Member<PutMetricAlarmRequest>("comparisonOperator", r => r.ComparisonOperator)
                    .Required()
                    .Enum(
                        "GreaterThanOrEqualToThreshold",
                        "GreaterThanThreshold",
                        "LessThanThreshold",
                        "LessThanOrEqualToThreshold",
                        "LessThanLowerOrGreaterThanUpperThreshold",
                        "LessThanLowerThreshold",
                        "GreaterThanUpperThreshold"
                    ),
                Must.Member<PutMetricAlarmRequest>("treatMissingData", r => r.TreatMissingData).Length(1, 255),
                Must.Member<PutMetricAlarmRequest>("evaluateLowSampleCountPercentile", r => r.EvaluateLowSampleCountPercentile)
                    .Length(1, 255),
                Members.Queries<PutMetricAlarmRequest>("metrics", r => r.Metrics),
                Members.Tags<PutMetricAlarmRequest>(r => r.Tags),
            ]
        )
        .Lacking(
            "anomaly detection (ThresholdMetricId), PromQL (EvaluationCriteria); of the actions only SNS topics and functions are told"
        );

    private static Result<Nothing> Handle(CloudWatchState state, PutMetricAlarmRequest request, Context context)
    {
        if (Check(request) is { } wrong)
            return wrong;
        if (state.Composites.ContainsKey(request.AlarmName!))
            return Errors.Validation($"The alarm {request.AlarmName} is a composite alarm: a metric alarm cannot have its name.");
        var before = state.Alarms.GetValueOrDefault(request.AlarmName!);
        var alarm = new Alarm
        {
            Name = request.AlarmName!,
            Arn = state.Scope.Arn("cloudwatch", $"alarm:{request.AlarmName}"),
            AlarmDescription = request.AlarmDescription,
            AlarmConfigurationUpdatedTimestamp = context.Now,
            ActionsEnabled = request.ActionsEnabled ?? true,
            OKActions = request.OKActions ?? [],
            AlarmActions = request.AlarmActions ?? [],
            InsufficientDataActions = request.InsufficientDataActions ?? [],
            // An alarm that is put again stays in its state (docs: API_PutMetricAlarm)
            StateValue = before?.StateValue ?? "INSUFFICIENT_DATA",
            StateReason = before?.StateReason ?? "Unchecked: Initial alarm creation",
            StateReasonData = before?.StateReasonData,
            StateUpdatedTimestamp = before?.StateUpdatedTimestamp ?? context.Now,
            StateTransitionedTimestamp = before?.StateTransitionedTimestamp ?? context.Now,
            MetricName = request.MetricName,
            Namespace = request.Namespace,
            Statistic = request.Statistic,
            ExtendedStatistic = request.ExtendedStatistic,
            Dimensions = request.Dimensions ?? [],
            Period = request.Period,
            Unit = request.Unit,
            EvaluationPeriods = request.EvaluationPeriods!.Value,
            DatapointsToAlarm = request.DatapointsToAlarm,
            Threshold = request.Threshold!.Value,
            ComparisonOperator = request.ComparisonOperator!,
            TreatMissingData = request.TreatMissingData,
            EvaluateLowSampleCountPercentile = request.EvaluateLowSampleCountPercentile,
            Metrics = request.Metrics is { Count: > 0 } metrics ? metrics : null,
            // Tags of an alarm that is there are left as they are (docs: API_PutMetricAlarm)
            Tags = before is null ? TagMap.Of(request.Tags) : before.Tags,
        };
        state.Put(context.Changes, alarm);
        context.Changes.AfterCommit(() => state.Service.Watch.Look(state, alarm.Name));
        return Nothing.Instance;
    }

    private static AwsError? Check(PutMetricAlarmRequest request)
    {
        if (
            request.ThresholdMetricId is not null
            || request.ComparisonOperator
                is "LessThanLowerOrGreaterThanUpperThreshold"
                    or "LessThanLowerThreshold"
                    or "GreaterThanUpperThreshold"
        )
            return AwsError.NotSupported("PutMetricAlarm", "Anomaly detection");
        if (request.EvaluationInterval is not null)
            return AwsError.NotSupported("PutMetricAlarm", "EvaluationInterval");
        if (request.Threshold is not { } threshold || !double.IsFinite(threshold))
            return Errors.Validation("The parameter Threshold is required.");
        if (request.TreatMissingData is not (null or "breaching" or "notBreaching" or "ignore" or "missing"))
            return Errors.Validation($"The value {request.TreatMissingData} for parameter TreatMissingData is not supported.");
        if (request.EvaluateLowSampleCountPercentile is not (null or "evaluate" or "ignore"))
            return Errors.Validation(
                $"The value {request.EvaluateLowSampleCountPercentile} for parameter EvaluateLowSampleCountPercentile is not supported."
            );
        if (request.DatapointsToAlarm > request.EvaluationPeriods)
            return Errors.Validation("The parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        var length = request.Metrics is { Count: > 0 } ? OfMetrics(request, out var wrong) : OfOne(request, out wrong);
        if (wrong is not null)
            return wrong;
        // docs: API_PutMetricAlarm, EvaluationPeriods: a day for periods below an hour, a week for others
        return (long)length * request.EvaluationPeriods!.Value > (length < 3600 ? 86400 : 7 * 86400)
            ? Errors.Validation(
                length < 3600
                    ? "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)."
                    : "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800)."
            )
            : null;
    }

    private static int OfOne(PutMetricAlarmRequest request, out AwsError? wrong)
    {
        wrong = null;
        string? missing = request switch
        {
            { MetricName: null } => "MetricName",
            { Namespace: null } => "Namespace",
            { Period: null } => "Period",
            _ => null,
        };
        if (missing is not null)
            wrong = Errors.Validation($"The parameter {missing} is required.");
        else if (request.Statistic is null == request.ExtendedStatistic is null)
            wrong = request.Statistic is null
                ? Errors.Validation("At least one of the parameters Statistic, ExtendedStatistic must be specified.")
                : Errors.Combination("The parameters Statistic and ExtendedStatistic are mutually exclusive and you have specified both.");
        else if (
            request.ExtendedStatistic is { } extended
            && Statistic.Check("PutMetricAlarm", extended, "ExtendedStatistic") is { } unknown
        )
            wrong = unknown.Code == AwsError.Unsupported ? unknown : Errors.Validation(unknown.Message);
        else if (!(request.Period is 10 or 20 or 30 || request.Period % 60 == 0))
            wrong = Errors.Validation("Period must be 10, 20, 30 or a multiple of 60");
        return request.Period ?? 0;
    }

    private static int OfMetrics(PutMetricAlarmRequest request, out AwsError? wrong)
    {
        if (
            request
            is not {
                MetricName: null,
                Namespace: null,
                Statistic: null,
                ExtendedStatistic: null,
                Period: null,
                Unit: null,
                Dimensions: not { Count: > 0 }
            }
        )
            wrong = Errors.Combination(
                "If you specify the Metrics parameter, you cannot specify MetricName, Namespace, Statistic, ExtendedStatistic, "
                    + "Dimensions, Period or Unit."
            );
        else if (request.Metrics!.Count(q => q.ReturnData != false) != 1)
            wrong = Errors.Validation("Exactly one element of the metrics list should return data.");
        else
            wrong = QueryCheck.Check("PutMetricAlarm", request.Metrics!, "Metrics");
        return wrong is null ? request.Metrics!.Max(q => q.MetricStat?.Period ?? q.Period) ?? 60 : 60;
    }
}
