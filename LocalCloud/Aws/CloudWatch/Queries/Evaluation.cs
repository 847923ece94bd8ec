using LocalCloud.Aws.CloudWatch.Metrics;

namespace LocalCloud.Aws.CloudWatch.Queries;

/// <summary>The values of queries, each of which may refer to others. Under the state's gate.</summary>
internal sealed class Evaluation(CloudWatchState state, List<MetricDataQuery> queries, DateTimeOffset start, DateTimeOffset end)
{
    private readonly Dictionary<string, SortedDictionary<long, double>> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public Result<SortedDictionary<long, double>> Of(string id)
    {
        if (_known.TryGetValue(id, out var known))
            return known;
        if (queries.Find(q => q.Id == id) is not { } query)
            return Errors.Validation($"Error in expression: {id} is not the Id of a query.");
        if (!_begun.Add(id))
            return Errors.Validation($"Error in expression '{id}': it refers to itself.");
        var result = query.MetricStat is { } stat
            ? Values(stat)
            : Expression.Evaluate(query.Expression!, Periods.Of(start, end, query.Period ?? Shortest()), other =>
                Of(other).Ok(out var values, out var error) ? new Operand(values) : error
            );
        if (result.Ok(out var value, out _))
            _known[id] = value;
        return result;
    }

    private SortedDictionary<long, double> Values(MetricStat stat)
    {
        var values = new SortedDictionary<long, double>();
        if (state.Find(stat.Metric!.Namespace!, stat.Metric.MetricName!, stat.Metric.Dimensions) is { } metric)
            foreach (
                var (begin, bucket) in Periods
                    .Of(start, end, stat.Period!.Value)
                    .Of(metric.ByUnit.Values.Where(s => stat.Unit is null || s.Unit == stat.Unit))
            )
                if (Statistic.Of(bucket, stat.Stat!) is { } value)
                    values[begin] = value;
        return values;
    }

    private int Shortest() => queries.Min(q => q.MetricStat?.Period ?? q.Period) ?? 60;
}
