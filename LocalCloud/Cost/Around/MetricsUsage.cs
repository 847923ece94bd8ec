using LocalCloud.AwsClients;
using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.AwsClients.Metrics;
using LocalCloud.Cost.Measuring;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Around;

/// <summary>What CloudWatch's metrics, which cost nothing to have, tell of the services around the functions.</summary>
internal static class MetricsUsage
{
    public static async Task<UsageReading> ReadAsync(
        MetricsClient metrics,
        IReadOnlyList<StackResource> resources,
        IEnumerable<string> logGroups,
        Window window,
        CancellationToken cancellation
    )
    {
        var asked = new List<(MetricQuery Query, Func<decimal, ServiceUsage?> Usage)>();
        var (http, polls) = (0m, new Dictionary<string, (decimal Receives, decimal Empty)>());
        foreach (var resource in resources.Where(r => r.PhysicalId is not null))
        {
            var name = resource.PhysicalId!.Split('/', ':')[^1];
            switch (resource.Type)
            {
                case "AWS::SQS::Queue":
                    var price = name.EndsWith(".fifo", StringComparison.Ordinal) ? Price.SqsFifoRequest : Price.SqsRequest;
                    foreach (var metric in new[] { "NumberOfMessagesSent", "NumberOfMessagesDeleted" })
                        Ask("AWS/SQS", metric, "QueueName", name, n => new("SQS", "requests", price, n));
                    Ask("AWS/SQS", "NumberOfMessagesReceived", "QueueName", name, n =>
                    {
                        polls[name] = polls.GetValueOrDefault(name) with { Receives = n };
                        return new("SQS", "requests", price, n);
                    });
                    Ask("AWS/SQS", "NumberOfEmptyReceives", "QueueName", name, n =>
                    {
                        polls[name] = polls.GetValueOrDefault(name) with { Empty = n };
                        return new("SQS, polls of empty queues", "requests", price, n) { ByTime = true };
                    });
                    break;
                case "AWS::DynamoDB::Table":
                    Ask("AWS/DynamoDB", "ConsumedReadCapacityUnits", "TableName", name, n =>
                        new("DynamoDB, reads", "request units", Price.DynamoDbRead, n)
                    );
                    Ask("AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", name, n =>
                        new("DynamoDB, writes", "request units", Price.DynamoDbWrite, n)
                    );
                    break;
                case "AWS::ApiGatewayV2::Api":
                    Ask("AWS/ApiGateway", "Count", "ApiId", name, n =>
                    {
                        http += n;
                        return new("HTTP API", "requests", Price.HttpApiRequest, n);
                    });
                    break;
                case "AWS::SNS::Topic":
                    Ask("AWS/SNS", "NumberOfMessagesPublished", "TopicName", name, n => new("SNS", "requests", Price.SnsRequest, n));
                    break;
            }
        }
        foreach (var group in logGroups.Distinct())
            Ask("AWS/Logs", "IncomingBytes", "LogGroupName", group, n => new("Logs", "GB", Price.LogGigabyte, n / 1_073_741_824));

        var values = await metrics.ReadAsync([.. asked.Select(a => a.Query)], window.From, window.To, cancellation).ConfigureAwait(false);
        var services = asked
            .Zip(values, (a, value) => value is > 0 ? a.Usage((decimal)value.Value) : null)
            .OfType<ServiceUsage>()
            .GroupBy(s => s with { Quantity = 0 })
            .Select(g => g.Key with { Quantity = g.Sum(s => s.Quantity) })
            .ToList();
        return new(
            UsageSource.Metrics,
            services,
            http == 0 ? null : http,
            new Dictionary<string, decimal>(),
            [.. polls.Select(p => new QueuePolls(p.Key, null, ByLambda: false, p.Value.Receives + p.Value.Empty, p.Value.Empty))]
        )
        {
            Notes =
            [
                "SQS counts messages, so that calls of batches count more than they cost; events on the bus, S3's requests, schedules and "
                    + "mails have no metric that is free and are not in it",
            ],
        };

        void Ask(string space, string metric, string dimension, string value, Func<decimal, ServiceUsage?> usage) =>
            asked.Add((new(space, metric, "Sum", (dimension, value)), usage));
    }
}
