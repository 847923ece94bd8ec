using Amazon.Runtime;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.AwsClients.Logs;
using LocalCloud.AwsClients.Metrics;

namespace LocalCloud.Cost.Measuring;

/// <summary>Reads a function's configuration, REPORT lines and metrics.</summary>
internal sealed class FunctionReader(LambdaClient lambda, LogsClient logs, MetricsClient metrics, int mostReports)
{
    private const string Space = "AWS/Lambda";

    public async Task<FunctionMeasurement> ReadAsync(string logicalId, string name, Window window, CancellationToken cancellation)
    {
        var configuration = await lambda.ConfigurationAsync(name, qualifier: null, cancellation).ConfigureAwait(false);
        var provisioned = await lambda.ProvisionedAsync(name, cancellation).ConfigureAwait(false);
        var facts = FunctionFacts.Of(logicalId, configuration, provisioned);
        var retention = await logs.RetentionAsync(facts.LogGroup, cancellation).ConfigureAwait(false);
        var reports = await ReportsAsync(facts, window, cancellation).ConfigureAwait(false);
        return new(facts, reports, await CountsAsync(facts, window, cancellation).ConfigureAwait(false))
        {
            IsSample = reports.Count >= mostReports,
            HasLogGroup = retention.Exists,
            RetentionDays = retention.Days,
        };
    }

    private async Task<IReadOnlyList<ReportLine>> ReportsAsync(FunctionFacts facts, Window window, CancellationToken cancellation)
    {
        var reports = new List<ReportLine>();
        var shared = facts.LogGroup != $"/aws/lambda/{facts.Name}";
        var pattern = facts.LogsJson ? ReportLine.JsonPattern : ReportLine.TextPattern;
        try
        {
            await foreach (
                var line in logs.FilterAsync(facts.LogGroup, pattern, window.From, window.To, cancellation).ConfigureAwait(false)
            )
            {
                // Streams of a group that several functions write into have the function's name: DATE/NAME[VERSION]ID
                if (shared && !line.Stream.Contains($"/{facts.Name}[", StringComparison.Ordinal))
                    continue;
                if (ReportLine.Parse(line.Message) is { } report)
                    reports.Add(report);
                if (reports.Count == mostReports)
                    break;
            }
        }
        catch (AmazonServiceException error) when (error.ErrorCode == LogsClient.NoSuchGroup)
        {
            // It has not run yet
        }
        return reports;
    }

    private async Task<FunctionCounts> CountsAsync(FunctionFacts facts, Window window, CancellationToken cancellation)
    {
        var function = ("FunctionName", facts.Name);
        var queries = new List<MetricQuery>
        {
            new(Space, "Invocations", "Sum", function),
            new(Space, "Errors", "Sum", function),
            new(Space, "Throttles", "Sum", function),
            new(Space, "ConcurrentExecutions", "Maximum", function),
        };
        foreach (var provisioned in facts.Provisioned)
        {
            var resource = ("Resource", $"{facts.Name}:{provisioned.Qualifier}");
            queries.Add(new(Space, "ProvisionedConcurrencyInvocations", "Sum", function, resource));
            queries.Add(new(Space, "ProvisionedConcurrencySpilloverInvocations", "Sum", function, resource));
        }
        var values = await metrics.ReadAsync(queries, window.From, window.To, cancellation).ConfigureAwait(false);
        var kept = values.Skip(4).Chunk(2).ToList();
        return new(
            Invocations: Whole(values[0]),
            Errors: Whole(values[1]),
            Throttles: Whole(values[2]),
            Provisioned: kept.Any(k => k[0] is not null) ? kept.Sum(k => Whole(k[0])) : null,
            Spilled: kept.Sum(k => Whole(k[1])),
            Concurrency: (int)Whole(values[3])
        );
    }

    private static long Whole(double? value) => (long)Math.Round(value ?? 0);
}

/// <summary>What is looked at.</summary>
internal sealed record Window(DateTimeOffset From, DateTimeOffset To)
{
    // 730 hours, as AWS's calculator has it
    private static readonly TimeSpan Month = TimeSpan.FromHours((double)Prices.Price.HoursPerMonth);

    public TimeSpan Length => To - From;

    /// <summary>How often it goes into a month.</summary>
    public decimal PerMonth => (decimal)(Month / (Length < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : Length));
}
