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
    public string StatusCode => "Complete";
}

internal sealed record GetMetricDataResponse(List<MetricDataResult> MetricDataResults, string? NextToken, List<MessageData> Messages);

internal static class GetMetricData
{
    private const int MostQueries = 500, MostDatapoints = 100_800;

    public static readonly Operation<CloudWatchState, GetMetricDataRequest, GetMetricDataResponse> Definition =
        Operation<CloudWatchState>.DefineAsync("GetMetricData", CloudWatchJson.Default.GetMetricDataRequest, CloudWatchJson.Default.GetMetricDataResponse, HandleAsync,
            Must.Member<GetMetricDataRequest>("metricDataQueries", r => r.MetricDataQueries).Required(),
            Members.Queries<GetMetricDataRequest>("metricDataQueries", r => r.MetricDataQueries),
            Must.Member<GetMetricDataRequest>("startTime", r => r.StartTime).Required(),
            Must.Member<GetMetricDataRequest>("endTime", r => r.EndTime).Required(),
            Must.Member<GetMetricDataRequest>("scanBy", r => r.ScanBy).Enum("TimestampDescending", "TimestampAscending"))
        .Lacking("functions in expressions but FILL; trimmed and winsorized statistics; dynamic labels; pages");

    private static async ValueTask<Result<GetMetricDataResponse>> HandleAsync(CloudWatchState state, GetMetricDataRequest request, Context context)
    {
        if (Check(request) is { } wrong)
            return wrong;
        var queries = request.MetricDataQueries!;
        foreach (var query in queries)
            if (query.MetricStat?.Metric is { } metric)
                await state.Service.Gauges.LookAsync(state, metric.Namespace ?? "", metric.Dimensions, context.Cancellation).ConfigureAwait(false);
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
            results.Add(new()
            {
                Id = query.Id!,
                Label = query.Label ?? query.MetricStat?.Metric?.MetricName ?? query.Id!,
                Timestamps = [.. ordered.Select(v => DateTimeOffset.FromUnixTimeSeconds(v.Key))],
                Values = [.. ordered.Select(v => v.Value)],
            });
        }
        return results.Sum(r => r.Values.Count) > (request.MaxDatapoints ?? MostDatapoints)
            ? AwsError.NotSupported("GetMetricData", "An answer of more than one page")
            : new GetMetricDataResponse(results, null, []);
    }

    private static AwsError? Check(GetMetricDataRequest request)
    {
        if (request.MetricDataQueries is not { Count: > 0 } queries)
            return Errors.Validation("The parameter MetricDataQueries is required.");
        if (queries.Count > MostQueries)
            return Errors.Validation($"The collection MetricDataQueries must not have a size greater than {MostQueries}.");
        if (request.NextToken is not null)
            return Errors.InvalidToken;
        if (request.StartTime >= request.EndTime)
            return Errors.Validation("The parameter EndTime must be greater than StartTime.");
        if (request.MaxDatapoints is < 1 or > MostDatapoints)
            return Errors.Validation($"The parameter MaxDatapoints must be between 1 and {MostDatapoints}.");
        return QueryCheck.Check("GetMetricData", queries, "MetricDataQueries");
    }
}
