namespace LocalCloud.Aws.Logs.Operations;

internal sealed record DescribeMetricFiltersRequest(
    string? LogGroupName,
    string? FilterNamePrefix,
    string? NextToken,
    int? Limit,
    string? MetricName,
    string? MetricNamespace
);

internal sealed record DescribeMetricFiltersResponse(List<MetricFilter> MetricFilters, string? NextToken);

internal static class DescribeMetricFilters
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "DescribeMetricFilters",
        LogsJson.Default.DescribeMetricFiltersRequest,
        LogsJson.Default.DescribeMetricFiltersResponse,
        Handle,
        Members.Group<DescribeMetricFiltersRequest>(r => r.LogGroupName),
        Members.Filter<DescribeMetricFiltersRequest>(r => r.FilterNamePrefix, "filterNamePrefix"),
        Members.Token<DescribeMetricFiltersRequest>(r => r.NextToken),
        Members.Limit<DescribeMetricFiltersRequest>(r => r.Limit)
    );

    private static Result<DescribeMetricFiltersResponse> Handle(LogsState state, DescribeMetricFiltersRequest request, Context context)
    {
        if (request.MetricName is null != request.MetricNamespace is null)
            return Errors.Invalid(
                "If you include the metricName parameter in your request, you must also include the metricNamespace parameter."
            );
        IEnumerable<LogGroup> groups = state.Groups.Values;
        if (request.LogGroupName is { } name)
        {
            if (!state.Find(name).Ok(out var group, out var none))
                return none;
            groups = [group];
        }
        var found = groups
            .SelectMany(g => g.Row.MetricFilters)
            .Where(f =>
                f.FilterName!.StartsWith(request.FilterNamePrefix ?? "", StringComparison.Ordinal)
                && (
                    request.MetricName is null
                    || f.MetricTransformations!.Exists(t =>
                        t.MetricName == request.MetricName && t.MetricNamespace == request.MetricNamespace
                    )
                )
            )
            .OrderBy(f => f.LogGroupName, StringComparer.Ordinal)
            .ThenBy(f => f.FilterName, StringComparer.Ordinal);
        return Members
            .Pages.ByItem(found, f => $"{f.LogGroupName}:{f.FilterName}", request.NextToken, request.Limit)
            .Ok(out var page, out var error)
            ? new DescribeMetricFiltersResponse(page.Items, page.NextToken)
            : error;
    }
}
