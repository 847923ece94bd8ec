using System.Globalization;
using Amazon.Runtime;
using LocalCloud.AwsClients.Query;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.Metrics;

/// <summary>CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference.</summary>
internal sealed class MetricsClient(ServiceConfig config, AWSCredentials credentials) : QueryClient(config, credentials)
{
    private const int MostQueries = 500;

    public static MetricsClient Open(AwsConnection connection) =>
        connection.Client(new ServiceConfig("CloudWatch", "monitoring", "2010-08-01"), (config, keys) => new MetricsClient(config, keys));

    /// <summary>Of each metric the sum of its values, or the greatest of them, within the window.</summary>
    /// <returns>In the order of the queries; null where there is no value.</returns>
    public async Task<IReadOnlyList<double?>> ReadAsync(
        IReadOnlyList<MetricQuery> queries,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellation
    )
    {
        var values = new double?[queries.Count];
        foreach (var chunk in queries.Index().Chunk(MostQueries))
        {
            string? next = null;
            do
            {
                var result = await SendAsync("GetMetricData", Parameters(chunk, from, to, next), cancellation).ConfigureAwait(false);
                foreach (var member in result.Element("MetricDataResults")?.Elements("member") ?? [])
                {
                    var index = int.Parse(((string)member.Element("Id")!)[1..], CultureInfo.InvariantCulture);
                    foreach (var value in member.Element("Values")?.Elements("member") ?? [])
                        values[index] = queries[index].Join(values[index], (double)value);
                }
                next = (string?)result.Element("NextToken");
            } while (next is { Length: > 0 });
        }
        return values;
    }

    private static IEnumerable<(string, string?)> Parameters(
        IEnumerable<(int Index, MetricQuery Query)> queries,
        DateTimeOffset from,
        DateTimeOffset to,
        string? next
    )
    {
        // Metrics are kept by the minute: those that the window touches
        yield return ("StartTime", Text(from.AddTicks(-(from.UtcTicks % TimeSpan.TicksPerMinute))));
        yield return ("EndTime", Text(to.AddTicks(TimeSpan.TicksPerMinute - (to.UtcTicks % TimeSpan.TicksPerMinute))));
        yield return ("NextToken", next);
        foreach (var (n, (index, query)) in queries.Index())
        {
            var member = $"MetricDataQueries.member.{n + 1}";
            yield return ($"{member}.Id", $"m{index}");
            yield return ($"{member}.MetricStat.Stat", query.Statistic);
            yield return ($"{member}.MetricStat.Period", Period(from, to));
            yield return ($"{member}.MetricStat.Metric.Namespace", query.Namespace);
            yield return ($"{member}.MetricStat.Metric.MetricName", query.Name);
            foreach (var (i, (name, value)) in query.Dimensions.Index())
            {
                yield return ($"{member}.MetricStat.Metric.Dimensions.member.{i + 1}.Name", name);
                yield return ($"{member}.MetricStat.Metric.Dimensions.member.{i + 1}.Value", value);
            }
        }
    }

    // Periods of one minute are kept for 15 days, and all values have to fit into few pages
    private static string Period(DateTimeOffset from, DateTimeOffset to) =>
        (to - from).TotalHours switch
        {
            <= 3 => "60",
            <= 240 => "3600",
            _ => "86400",
        };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <param name="Statistic">Sum or Maximum.</param>
internal sealed record MetricQuery(string Namespace, string Name, string Statistic, params (string Name, string Value)[] Dimensions)
{
    public double Join(double? before, double value) =>
        before is not { } known ? value
        : Statistic == "Maximum" ? Math.Max(known, value)
        : known + value;
}
