using System.Text.RegularExpressions;
using LocalCloud.Aws.CloudWatch.Metrics;

namespace LocalCloud.Aws.CloudWatch.Queries;

/// <summary>What AWS asks of the queries of GetMetricData and of an alarm.</summary>
internal static partial class QueryCheck
{
    public static AwsError? Check(string operation, List<MetricDataQuery> queries, string parameter)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < queries.Count; i++)
        {
            var (query, path) = (queries[i], $"{parameter}.member.{i + 1}");
            if (!Id().IsMatch(query.Id!))
                return Errors.Validation(
                    $"The value {query.Id} for parameter {path}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$."
                );
            if (!ids.Add(query.Id!))
                return Errors.Validation($"The values for parameter Id in {parameter} are not unique.");
            if (query.Expression is null == query.MetricStat is null)
                return Errors.Validation(
                    $"The parameters {path}.Expression and {path}.MetricStat are mutually exclusive and exactly one of them must be "
                        + "specified."
                );
            if (query.MetricStat is not { } stat)
                continue;
            if (query.Period is not null)
                return Errors.Validation($"Period must not be specified for {path} as it has a MetricStat.");
            if (stat.Metric is { Namespace: null } or { MetricName: null })
                return Errors.Validation(
                    $"The parameter {path}.MetricStat.Metric.{(stat.Metric.Namespace is null ? "Namespace" : "MetricName")} is required."
                );
            if (!Periods.IsValid(stat.Period!.Value))
                return Errors.Validation($"The parameter {path}.MetricStat.Period must be 1, 5, 10, 20, 30, or a multiple of 60.");
            if (Statistic.Check(operation, stat.Stat!, $"{path}.MetricStat.Stat") is { } unknown)
                return unknown.Code == AwsError.Unsupported ? unknown : Errors.Validation(unknown.Message);
        }
        return null;
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]*$")]
    private static partial Regex Id();
}
