using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutMetricFilterRequest(
    string? LogGroupName,
    string? FilterName,
    string? FilterPattern,
    List<MetricTransformation>? MetricTransformations
);

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
