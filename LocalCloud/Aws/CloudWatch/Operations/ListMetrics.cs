using LocalCloud.Aws.CloudWatch.Metrics;

namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record ListMetricsRequest
{
    public string? Namespace { get; init; }
    public string? MetricName { get; init; }
    public List<Dimension>? Dimensions { get; init; }
    public string? NextToken { get; init; }
    public string? RecentlyActive { get; init; }
    public bool? IncludeLinkedAccounts { get; init; }
    public string? OwningAccount { get; init; }
}

internal sealed record ListMetricsResponse(List<MetricShape> Metrics, string? NextToken);

internal static class ListMetrics
{
    private const int PageSize = 500;

    // docs: API_ListMetrics: metrics that had values in the past two weeks
    private const long Shown = 14 * 24 * 3600,
        Recently = 3 * 3600;

    public static readonly Operation<CloudWatchState, ListMetricsRequest, ListMetricsResponse> Definition =
        Operation<CloudWatchState>.DefineAsync(
            "ListMetrics",
            CloudWatchJson.Default.ListMetricsRequest,
            CloudWatchJson.Default.ListMetricsResponse,
            HandleAsync,
            Members.Namespace<ListMetricsRequest>(r => r.Namespace),
            Members.MetricName<ListMetricsRequest>(r => r.MetricName),
            Must.Member<ListMetricsRequest>("dimensions", r => r.Dimensions).Length(0, 10),
            Must.Each<ListMetricsRequest, Dimension>(
                "dimensions",
                r => r.Dimensions,
                Must.Member<Dimension>("name", d => d.Name).Required().Length(1, 255),
                Must.Member<Dimension>("value", d => d.Value).Length(1, 1024)
            ),
            Must.Member<ListMetricsRequest>("recentlyActive", r => r.RecentlyActive).Enum("PT3H")
        );

    private static async ValueTask<Result<ListMetricsResponse>> HandleAsync(
        CloudWatchState state,
        ListMetricsRequest request,
        Context context
    )
    {
        if (request.Namespace is null or Gauges.Queues)
            await state.Service.Gauges.LookAsync(state, Gauges.Queues, null, context.Cancellation).ConfigureAwait(false);
        return context.Host.Read(state, Result<ListMetricsResponse> (s) =>
        {
            var since = s.Now - (request.RecentlyActive is null ? Shown : Recently);
            var found = s
                .Metrics.Where(m => m.Last >= since && Fits(m, request))
                .Select(m => (Key: Metric.Key(m.Namespace, m.Name, m.Dimensions), Metric: m))
                .OrderBy(m => m.Key, StringComparer.Ordinal);
            return Errors.Pages.ByKey(found, m => m.Key, request.NextToken, PageSize).Ok(out var page, out var error)
                ? new ListMetricsResponse(page.Items.ConvertAll(m => m.Metric.Shown), page.NextToken)
                : error;
        });
    }

    private static bool Fits(Metric metric, ListMetricsRequest request) =>
        (request.Namespace is null || metric.Namespace == request.Namespace)
        && (request.MetricName is null || metric.Name == request.MetricName)
        && (request.Dimensions ?? []).TrueForAll(f =>
            metric.Dimensions.Any(d => d.Name == f.Name && (f.Value is null || d.Value == f.Value))
        );
}
