using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutMetricFilterRequest(
    string? LogGroupName,
    string? FilterName,
    string? FilterPattern,
    List<MetricTransformation>? MetricTransformations
);

internal sealed record MetricFilterRequest(string? LogGroupName, string? FilterName);

internal sealed record DescribeMetricFiltersRequest(
    string? LogGroupName,
    string? FilterNamePrefix,
    string? NextToken,
    int? Limit,
    string? MetricName,
    string? MetricNamespace
);

internal sealed record DescribeMetricFiltersResponse(List<MetricFilter> MetricFilters, string? NextToken);

internal sealed record TestMetricFilterRequest(string? FilterPattern, List<string>? LogEventMessages);

internal sealed record TestMetricFilterResponse(List<MetricFilterMatch> Matches);

internal sealed record MetricFilterMatch(long EventNumber, string EventMessage, Dictionary<string, string> ExtractedValues);

/// <summary>Stored and answered: there are no metrics that it could write to.</summary>
internal static class PutMetricFilter
{
    public static readonly Operation Definition = Operation<LogsState>
        .Define<PutMetricFilterRequest>(
            "PutMetricFilter",
            LogsJson.Default.PutMetricFilterRequest,
            Handle,
            Members.Group<PutMetricFilterRequest>(r => r.LogGroupName).Required(),
            Members.Filter<PutMetricFilterRequest>(r => r.FilterName).Required(),
            Must.Member<PutMetricFilterRequest>("filterPattern", r => r.FilterPattern).Required().Length(0, 1024),
            Must.Member<PutMetricFilterRequest>("metricTransformations", r => r.MetricTransformations).Required().Length(1, 1),
            Must.Each<PutMetricFilterRequest, MetricTransformation>(
                "metricTransformations",
                r => r.MetricTransformations,
                Must.Member<MetricTransformation>("metricName", t => t.MetricName).Required().Length(0, 255),
                Must.Member<MetricTransformation>("metricNamespace", t => t.MetricNamespace).Required().Length(0, 255),
                Must.Member<MetricTransformation>("metricValue", t => t.MetricValue).Required().Length(0, 100)
            )
        )
        .Lacking("the filter is stored; no metric is written");

    private static Result<Nothing> Handle(LogsState state, PutMetricFilterRequest request, Context context)
    {
        if (
            !state.Find(request.LogGroupName!).Ok(out var group, out var error)
            || !FilterPattern.Parse(request.FilterPattern!).Ok(out _, out error)
        )
            return error;
        var filter = new MetricFilter
        {
            FilterName = request.FilterName,
            FilterPattern = request.FilterPattern,
            MetricTransformations = request.MetricTransformations,
            CreationTime = context.Now.ToUnixTimeMilliseconds(),
            LogGroupName = group.Name,
        };
        state.Put(
            context.Changes,
            group,
            group.Row with
            {
                MetricFilters = [.. group.Row.MetricFilters.Where(f => f.FilterName != filter.FilterName), filter],
            }
        );
        return Nothing.Instance;
    }
}

internal static class DeleteMetricFilter
{
    public static readonly Operation Definition = Operation<LogsState>.Define<MetricFilterRequest>(
        "DeleteMetricFilter",
        LogsJson.Default.MetricFilterRequest,
        Handle,
        Members.Group<MetricFilterRequest>(r => r.LogGroupName).Required(),
        Members.Filter<MetricFilterRequest>(r => r.FilterName).Required()
    );

    private static Result<Nothing> Handle(LogsState state, MetricFilterRequest request, Context context)
    {
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        if (group.Row.MetricFilters.All(f => f.FilterName != request.FilterName))
            return Errors.NotFound("The specified metric filter does not exist.");
        state.Put(
            context.Changes,
            group,
            group.Row with
            {
                MetricFilters = [.. group.Row.MetricFilters.Where(f => f.FilterName != request.FilterName)],
            }
        );
        return Nothing.Instance;
    }
}

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

internal static class TestMetricFilter
{
    public static readonly Operation Definition = Operation<LogsState>.Define(
        "TestMetricFilter",
        LogsJson.Default.TestMetricFilterRequest,
        LogsJson.Default.TestMetricFilterResponse,
        Handle,
        Must.Member<TestMetricFilterRequest>("filterPattern", r => r.FilterPattern).Required().Length(0, 1024),
        Must.Member<TestMetricFilterRequest>("logEventMessages", r => r.LogEventMessages).Required().Length(1, 50)
    );

    private static Result<TestMetricFilterResponse> Handle(LogsState state, TestMetricFilterRequest request, Context context)
    {
        if (!FilterPattern.Parse(request.FilterPattern!).Ok(out var pattern, out var error))
            return error;
        return new TestMetricFilterResponse([
            .. request
                .LogEventMessages!.Select((message, i) => (message, i))
                .Where(e => pattern.Matches(e.message))
                .Select(e => new MetricFilterMatch(e.i + 1, e.message, pattern.Extract(e.message))),
        ]);
    }
}
