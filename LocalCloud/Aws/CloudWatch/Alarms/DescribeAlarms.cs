namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record DescribeAlarmsRequest
{
    public List<string>? AlarmNames { get; init; }
    public string? AlarmNamePrefix { get; init; }
    public List<string>? AlarmTypes { get; init; }
    public string? ChildrenOfAlarmName { get; init; }
    public string? ParentsOfAlarmName { get; init; }
    public string? StateValue { get; init; }
    public string? ActionPrefix { get; init; }
    public int? MaxRecords { get; init; }
    public string? NextToken { get; init; }
}

/// <param name="CompositeAlarms">There are none here.</param>
internal sealed record DescribeAlarmsResponse(List<Nothing> CompositeAlarms, List<Alarm> MetricAlarms, string? NextToken);

internal static class DescribeAlarms
{
    public static readonly Operation<CloudWatchState, DescribeAlarmsRequest, DescribeAlarmsResponse> Definition =
        Operation<CloudWatchState>.Define("DescribeAlarms", CloudWatchJson.Default.DescribeAlarmsRequest, CloudWatchJson.Default.DescribeAlarmsResponse, Handle,
            Must.Member<DescribeAlarmsRequest>("alarmNames", r => r.AlarmNames).Length(0, 100),
            Must.Member<DescribeAlarmsRequest>("alarmNamePrefix", r => r.AlarmNamePrefix).Length(1, 255),
            Must.Member<DescribeAlarmsRequest>("stateValue", r => r.StateValue).Enum(Members.States),
            Must.Member<DescribeAlarmsRequest>("actionPrefix", r => r.ActionPrefix).Length(1, 1024),
            Must.Member<DescribeAlarmsRequest>("maxRecords", r => r.MaxRecords).Range(1, 100))
        .Lacking("composite alarms");

    private static Result<DescribeAlarmsResponse> Handle(CloudWatchState state, DescribeAlarmsRequest request, Context context)
    {
        if (request.AlarmNamePrefix is not null && request.AlarmNames is { Count: > 0 })
            return Errors.Validation("AlarmNamePrefix and AlarmNames are mutually exclusive.");
        var found = state.Alarms.Values.Where(a => Fits(a, request));
        return Page.Of(found, a => a.Name, request.NextToken, request.MaxRecords ?? (request.AlarmNames is { Count: > 0 } ? 100 : 50)).Ok(out var page, out var error)
            ? new DescribeAlarmsResponse([], page.Items.ConvertAll(a => a.Shown), page.NextToken)
            : error;
    }

    private static bool Fits(Alarm alarm, DescribeAlarmsRequest request) =>
        (request.AlarmTypes is not { Count: > 0 } types || types.Contains("MetricAlarm"))
        && request is { ChildrenOfAlarmName: null, ParentsOfAlarmName: null }
        && (request.AlarmNames is not { Count: > 0 } names || names.Contains(alarm.Name))
        && (request.AlarmNamePrefix is null || alarm.Name.StartsWith(request.AlarmNamePrefix, StringComparison.Ordinal))
        && (request.StateValue is null || alarm.StateValue == request.StateValue)
        && (request.ActionPrefix is not { } prefix
            || alarm.AlarmActions.Concat(alarm.OKActions).Concat(alarm.InsufficientDataActions).Any(a => a.StartsWith(prefix, StringComparison.Ordinal)));
}

internal sealed record DescribeAlarmsForMetricRequest
{
    public string? MetricName { get; init; }
    public string? Namespace { get; init; }
    public string? Statistic { get; init; }
    public string? ExtendedStatistic { get; init; }
    public List<Dimension>? Dimensions { get; init; }
    public int? Period { get; init; }
    public string? Unit { get; init; }
}

internal sealed record DescribeAlarmsForMetricResponse(List<Alarm> MetricAlarms);

internal static class DescribeAlarmsForMetric
{
    public static readonly Operation<CloudWatchState, DescribeAlarmsForMetricRequest, DescribeAlarmsForMetricResponse> Definition =
        Operation<CloudWatchState>.Define("DescribeAlarmsForMetric", CloudWatchJson.Default.DescribeAlarmsForMetricRequest, CloudWatchJson.Default.DescribeAlarmsForMetricResponse, Handle,
            [
                Members.MetricName<DescribeAlarmsForMetricRequest>(r => r.MetricName).Required(),
                Members.Namespace<DescribeAlarmsForMetricRequest>(r => r.Namespace).Required(),
                Must.Member<DescribeAlarmsForMetricRequest>("statistic", r => r.Statistic).Enum(Members.Statistics),
                .. Members.Dimensions<DescribeAlarmsForMetricRequest>(r => r.Dimensions),
                Must.Member<DescribeAlarmsForMetricRequest>("period", r => r.Period).Range(1),
                Must.Member<DescribeAlarmsForMetricRequest>("unit", r => r.Unit).Enum(Members.Units),
            ]);

    private static Result<DescribeAlarmsForMetricResponse> Handle(CloudWatchState state, DescribeAlarmsForMetricRequest request, Context context)
    {
        var key = Metrics.Metric.Key(request.Namespace!, request.MetricName!, request.Dimensions);
        return new DescribeAlarmsForMetricResponse([.. state.Alarms.Values.Where(a => a.Metrics is null
            && Metrics.Metric.Key(a.Namespace!, a.MetricName!, a.Dimensions) == key
            && (request.Statistic is null || a.Statistic == request.Statistic)
            && (request.ExtendedStatistic is null || a.ExtendedStatistic == request.ExtendedStatistic)
            && (request.Period is null || a.Period == request.Period)
            && (request.Unit is null || a.Unit == request.Unit)).Select(a => a.Shown)]);
    }
}
