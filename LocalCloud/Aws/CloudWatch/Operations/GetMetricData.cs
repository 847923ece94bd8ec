using System.Text.RegularExpressions;
using LocalCloud.Aws.CloudWatch.Queries;

namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record LabelOptions
{
    public string? Timezone { get; init; }
}

internal sealed record GetMetricDataRequest
{
    public List<MetricDataQuery>? MetricDataQueries { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? NextToken { get; init; }
    public string? ScanBy { get; init; }
    public int? MaxDatapoints { get; init; }
    public LabelOptions? LabelOptions { get; init; }
}

internal sealed record MessageData(string Code, string Value);

internal sealed record MetricDataResult
{
    public required string Id { get; init; }
    public required string Label { get; init; }
    public required List<DateTimeOffset> Timestamps { get; init; }
    public required List<double> Values { get; init; }
    public string StatusCode { get; init; } = "Complete";
}

internal sealed record GetMetricDataResponse(List<MetricDataResult> MetricDataResults, string? NextToken, List<MessageData> Messages);

internal static partial class GetMetricData
{
    private const int MostQueries = 500,
        MostDatapoints = 100_800;

    public static readonly Operation<CloudWatchState, GetMetricDataRequest, GetMetricDataResponse> Definition = Operation<CloudWatchState>
        .DefineAsync(
            "GetMetricData",
            CloudWatchJson.Default.GetMetricDataRequest,
            CloudWatchJson.Default.GetMetricDataResponse,
            HandleAsync,
            Must.Member<GetMetricDataRequest>("metricDataQueries", r => r.MetricDataQueries).Required(),
            Members.Queries<GetMetricDataRequest>("metricDataQueries", r => r.MetricDataQueries),
            Must.Member<GetMetricDataRequest>("startTime", r => r.StartTime).Required(),
            Must.Member<GetMetricDataRequest>("endTime", r => r.EndTime).Required(),
            Must.Member<GetMetricDataRequest>("scanBy", r => r.ScanBy).Enum("TimestampDescending", "TimestampAscending")
        )
        .Lacking("functions in expressions but FILL; trimmed and winsorized statistics; times in dynamic labels");

    private static async ValueTask<Result<GetMetricDataResponse>> HandleAsync(
        CloudWatchState state,
        GetMetricDataRequest request,
        Context context
    )
    {
        if (Check(request) is { } wrong)
            return wrong;
        var queries = request.MetricDataQueries!;
        foreach (var query in queries)
            if (query.MetricStat?.Metric is { } metric)
                await state
                    .Service.Gauges.LookAsync(state, metric.Namespace ?? "", metric.Dimensions, context.Cancellation)
                    .ConfigureAwait(false);
        return context.Host.Read(state, s => Answer(s, request, queries));
    }

    private static Result<GetMetricDataResponse> Answer(CloudWatchState state, GetMetricDataRequest request, List<MetricDataQuery> queries)
    {
        var evaluation = new Evaluation(state, queries, request.StartTime!.Value, request.EndTime!.Value);
        var results = new List<MetricDataResult>();
        foreach (var query in queries)
        {
            if (!evaluation.Of(query.Id!).Ok(out var values, out var error))
                return error;
            if (query.ReturnData == false)
                continue;
            var ordered = request.ScanBy == "TimestampAscending" ? values : values.Reverse();
            var plain = query.MetricStat?.Metric?.MetricName ?? query.Id!;
            results.Add(
                new()
                {
                    Id = query.Id!,
                    Label = query.Label is { } label ? DynamicLabel.Fill(label, plain, state.Scope, query, values.Values) : plain,
                    Timestamps = [.. ordered.Select(v => DateTimeOffset.FromUnixTimeSeconds(v.Key))],
                    Values = [.. ordered.Select(v => v.Value)],
                }
            );
        }
        return MetricDataPage.Of(results, request.NextToken, request.MaxDatapoints ?? MostDatapoints);
    }

    private static AwsError? Check(GetMetricDataRequest request)
    {
        if (request.MetricDataQueries is not { Count: > 0 } queries)
            return Errors.Validation("The parameter MetricDataQueries is required.");
        if (queries.Count > MostQueries)
            return Errors.Validation($"The collection MetricDataQueries must not have a size greater than {MostQueries}.");
        if (request.StartTime >= request.EndTime)
            return Errors.Validation("The parameter EndTime must be greater than StartTime.");
        if (request.MaxDatapoints is < 1 or > MostDatapoints)
            return Errors.Validation($"The parameter MaxDatapoints must be between 1 and {MostDatapoints}.");
        // It has no effect: no time is written into a label
        if (request.LabelOptions?.Timezone is { } zone && !TimeZoneForm().IsMatch(zone))
            return Errors.Validation($"The value {zone} for parameter LabelOptions.Timezone is not + or - followed by four digits.");
        foreach (var query in queries)
            if (query.Label is { } label && DynamicLabel.Check("GetMetricData", label) is { } wrong)
                return wrong;
        return QueryCheck.Check("GetMetricData", queries, "MetricDataQueries");
    }

    [GeneratedRegex(@"^[+-]\d{4}$")]
    private static partial Regex TimeZoneForm();
}
