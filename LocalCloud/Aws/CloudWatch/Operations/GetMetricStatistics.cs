using System.Globalization;
using LocalCloud.Aws.CloudWatch.Metrics;
using LocalCloud.Aws.CloudWatch.Queries;

namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record GetMetricStatisticsRequest
{
    public string? Namespace { get; init; }
    public string? MetricName { get; init; }
    public List<Dimension>? Dimensions { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public int? Period { get; init; }
    public List<string>? Statistics { get; init; }
    public List<string>? ExtendedStatistics { get; init; }
    public string? Unit { get; init; }
}

internal sealed record Datapoint
{
    public DateTimeOffset Timestamp { get; init; }
    public double? SampleCount { get; init; }
    public double? Average { get; init; }
    public double? Sum { get; init; }
    public double? Minimum { get; init; }
    public double? Maximum { get; init; }
    public string? Unit { get; init; }
    public Dictionary<string, double>? ExtendedStatistics { get; init; }
}

internal sealed record GetMetricStatisticsResponse(string Label, List<Datapoint> Datapoints);

internal static class GetMetricStatistics
{
    private const int MostDatapoints = 1440;

    public static readonly Operation<CloudWatchState, GetMetricStatisticsRequest, GetMetricStatisticsResponse> Definition =
        Operation<CloudWatchState>
            .DefineAsync(
                "GetMetricStatistics",
                CloudWatchJson.Default.GetMetricStatisticsRequest,
                CloudWatchJson.Default.GetMetricStatisticsResponse,
                HandleAsync
            )
            .Lacking("trimmed and winsorized statistics");

    private static async ValueTask<Result<GetMetricStatisticsResponse>> HandleAsync(
        CloudWatchState state,
        GetMetricStatisticsRequest request,
        Context context
    )
    {
        if (Check(request) is { } wrong)
            return wrong;
        var periods = Periods.Of(request.StartTime!.Value, request.EndTime!.Value, request.Period!.Value);
        if (periods.Count > MostDatapoints)
            return Errors.Combination(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"You have requested up to {periods.Count:N0} datapoints, which exceeds the limit of {MostDatapoints:N0}. "
                ) + "You may reduce the datapoints requested by increasing Period, or decreasing the time range."
            );
        await state.Service.Gauges.LookAsync(state, request.Namespace!, request.Dimensions, context.Cancellation).ConfigureAwait(false);
        return context.Host.Read(state, s =>
        {
            var points = new List<Datapoint>();
            if (s.Find(request.Namespace!, request.MetricName!, request.Dimensions) is { } metric)
                foreach (var series in metric.ByUnit.Values.Where(u => request.Unit is null || u.Unit == request.Unit))
                    points.AddRange(periods.Of([series]).Select(p => Shown(p.Begin, p.Bucket, series.Unit, request)));
            return new GetMetricStatisticsResponse(request.MetricName!, points);
        });
    }

    private static AwsError? Check(GetMetricStatisticsRequest request)
    {
        string? missing = request switch
        {
            { Namespace: null or "" } => "Namespace",
            { MetricName: null or "" } => "MetricName",
            { StartTime: null } => "StartTime",
            { EndTime: null } => "EndTime",
            { Period: null } => "Period",
            _ => null,
        };
        if (missing is not null)
            return Errors.Missing(missing);
        for (var i = 0; i < request.Dimensions?.Count; i++)
            if (request.Dimensions[i] is not { Name: not null, Value: not null } dimension)
                return Errors.Missing($"Dimensions.member.{i + 1}.{(request.Dimensions[i].Name is null ? "Name" : "Value")}");
        if (request is { Statistics: not { Count: > 0 }, ExtendedStatistics: not { Count: > 0 } })
            return new AwsError("MissingRequiredParameterException", "Must specify either Statistics or ExtendedStatistics")
            {
                QueryCode = "MissingParameter",
            };
        foreach (var (name, i) in (request.Statistics ?? []).Select((s, i) => (s, i)))
            if (!Members.Statistics.Contains(name))
                return Errors.InvalidValue($"The value {name} for parameter Statistics.member.{i + 1} is invalid.");
        foreach (var (name, i) in (request.ExtendedStatistics ?? []).Select((s, i) => (s, i)))
            if (
                Members.Statistics.Contains(name)
                || Statistic.Check("GetMetricStatistics", name, $"ExtendedStatistics.member.{i + 1}") is { Code: not AwsError.Unsupported }
            )
                return Errors.InvalidValue($"The value {name} for parameter ExtendedStatistics.member.{i + 1} is not supported.");
            else if (Statistic.Check("GetMetricStatistics", name, "") is { } unsupported)
                return unsupported;
        if (request.Unit is { } unit && !Members.Units.Contains(unit))
            return Errors.InvalidValue($"The value {unit} for parameter Unit is invalid.");
        if (request.StartTime >= request.EndTime)
            return Errors.InvalidValue("The parameter StartTime must be less than the parameter EndTime.");
        if (request.Period < 1)
            return Errors.InvalidValue("The parameter Period must be greater than or equal to 1.");
        return Periods.IsValid(request.Period!.Value)
            ? null
            : Errors.InvalidValue("The parameter Period must be 1, 5, 10, 20, 30, or a multiple of 60.");
    }

    private static Datapoint Shown(long begin, Bucket bucket, string unit, GetMetricStatisticsRequest request)
    {
        var extended = (request.ExtendedStatistics ?? [])
            .Distinct()
            .Select(name => (name, Value: Statistic.Of(bucket, name)))
            .Where(e => e.Value is not null)
            .ToDictionary(e => e.name, e => e.Value!.Value);
        return new()
        {
            Timestamp = DateTimeOffset.FromUnixTimeSeconds(begin),
            SampleCount = Asked("SampleCount"),
            Average = Asked("Average"),
            Sum = Asked("Sum"),
            Minimum = Asked("Minimum"),
            Maximum = Asked("Maximum"),
            Unit = unit,
            ExtendedStatistics = extended.Count == 0 ? null : extended,
        };

        double? Asked(string name) => request.Statistics?.Contains(name) == true ? Statistic.Of(bucket, name) : null;
    }
}
