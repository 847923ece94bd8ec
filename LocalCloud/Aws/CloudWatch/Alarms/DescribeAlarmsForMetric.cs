namespace LocalCloud.Aws.CloudWatch.Alarms;

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
        Operation<CloudWatchState>.Define(
            "DescribeAlarmsForMetric",
            CloudWatchJson.Default.DescribeAlarmsForMetricRequest,
            CloudWatchJson.Default.DescribeAlarmsForMetricResponse,
            Handle,
            [
                Members.MetricName<DescribeAlarmsForMetricRequest>(r => r.MetricName).Required(),
                Members.Namespace<DescribeAlarmsForMetricRequest>(r => r.Namespace).Required(),
                Must.Member<DescribeAlarmsForMetricRequest>("statistic", r => r.Statistic).Enum(Members.Statistics),
                .. Members.Dimensions<DescribeAlarmsForMetricRequest>(r => r.Dimensions),
                Must.Member<DescribeAlarmsForMetricRequest>("period", r => r.Period).Range(1),
                Must.Member<DescribeAlarmsForMetricRequest>("unit", r => r.Unit).Enum(Members.Units),
            ]
        );

    private static Result<DescribeAlarmsForMetricResponse> Handle(
        CloudWatchState state,
        DescribeAlarmsForMetricRequest request,
        Context context
    )
    {
        var key = Metrics.Metric.Key(request.Namespace!, request.MetricName!, request.Dimensions);
        return new DescribeAlarmsForMetricResponse([
            .. state
                .Alarms.Values.Where(a =>
                    a.Metrics is null
                    && Metrics.Metric.Key(a.Namespace!, a.MetricName!, a.Dimensions) == key
                    && (request.Statistic is null || a.Statistic == request.Statistic)
                    && (request.ExtendedStatistic is null || a.ExtendedStatistic == request.ExtendedStatistic)
                    && (request.Period is null || a.Period == request.Period)
                    && (request.Unit is null || a.Unit == request.Unit)
                )
                .Select(a => a.Shown),
        ]);
    }
}
