using System.Globalization;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Report;

/// <summary>What a month costs, roughly: list prices and stated assumptions, to see which part dominates.</summary>
sealed record CostEstimate(IReadOnlyList<CostLine> Lines, IReadOnlyList<string> Assumptions)
{
    // What a warm request of such services takes
    const decimal HttpSeconds = 0.05m, MessageSeconds = 0.5m;
    // Of all requests
    const decimal WebhookShare = 0.05m, MessageShare = 0.20m;
    const decimal LogKilobytesPerInvocation = 2;

    public decimal Total => Lines.Sum(l => l.Dollars);

    public static CostEstimate Of(PublishPlan plan, TemplateDocument document)
    {
        var arm = plan.Options.Architecture == "arm64";
        var requests = (decimal)plan.Options.RequestsPerMonth;
        var lines = new List<CostLine>();
        decimal invocations = 0;
        foreach (var function in plan.Functions)
        {
            var count = function.ServesHttp ? requests : function.IsHttp ? requests * WebhookShare : requests * MessageShare;
            invocations += count;
            var gigabytes = function.Memory / 1024m;
            var seconds = function.IsHttp ? HttpSeconds : MessageSeconds;
            var provisioned = function.Settings.ProvisionedConcurrency ?? 0;
            var duration = provisioned > 0 ? Prices.ProvisionedDurationGigabyteSecond(arm) : Prices.LambdaGigabyteSecond(arm);
            lines.Add(new($"Lambda {function.Name}", (count * Prices.LambdaRequest) + (count * seconds * gigabytes * duration)));
            if (provisioned > 0)
                lines.Add(new($"Lambda {function.Name}, provisioned concurrency {provisioned}", provisioned * gigabytes * Prices.ProvisionedGigabyteSecond(arm) * 3600 * Prices.HoursPerMonth));
        }
        if (plan.Functions.Any(f => f.IsHttp)) lines.Add(new("HTTP API", requests * Prices.HttpApiRequest));
        // Sent, received and deleted
        if (document.Resources.Any(r => r.Type == "AWS::SQS::Queue")) lines.Add(new("SQS", requests * MessageShare * 3 * Prices.SqsRequest));
        if (document.Resources.Any(r => r.Type == "AWS::Events::EventBus")) lines.Add(new("EventBridge", requests * MessageShare * Prices.Event));
        if (document.Resources.Any(r => r.Type == "AWS::DynamoDB::Table")) lines.Add(new("DynamoDB", requests * MessageShare * (Prices.DynamoDbRead + Prices.DynamoDbWrite)));
        foreach (var database in plan.Databases)
        {
            lines.Add(plan.Options.Aurora
                ? new($"Aurora {database.Name} (0.5 capacity units, 20 GB)", (0.5m * Prices.AuroraUnitHour * Prices.HoursPerMonth) + (20 * Prices.AuroraGigabyteMonth))
                : new($"RDS {database.Name} (db.t4g.micro, 20 GB)", (Prices.DatabaseHour * Prices.HoursPerMonth) + (20 * Prices.DatabaseGigabyteMonth)));
            lines.Add(new($"RDS Proxy of {database.Name}", (plan.Options.Aurora ? 8 * Prices.ProxyCapacityUnitHour : 2 * Prices.ProxyVcpuHour) * Prices.HoursPerMonth));
        }
        foreach (var cache in plan.Caches)
            lines.Add(new($"ElastiCache {cache.Name} (100 MB)", (0.1m * Prices.CacheGigabyteHour * Prices.HoursPerMonth) + (requests * 4 * Prices.CacheProcessingUnit)));
        foreach (var service in plan.Services)
            lines.Add(new($"Fargate {service.Name} (one task, 0.25 vCPU, 0.5 GB)", ((0.25m * Prices.FargateVcpuHour) + (0.5m * Prices.FargateGigabyteHour)) * Prices.HoursPerMonth));
        Fixed("Interface endpoints", r => r.Type == "AWS::EC2::VPCEndpoint" && r.Properties["VpcEndpointType"]?.ToString() == "Interface", 2 * Prices.InterfaceEndpointHour * Prices.HoursPerMonth);
        Fixed("Secrets", r => r.Type == "AWS::SecretsManager::Secret", Prices.SecretMonth);
        Fixed("Alarms", r => r.Type == "AWS::CloudWatch::Alarm", Prices.AlarmMonth);
        lines.Add(new("Logs and traces", (invocations * LogKilobytesPerInvocation / 1_048_576 * Prices.LogGigabyte) + (invocations * 0.05m * Prices.TraceRecorded)));
        return new(lines,
        [
            Prices.AsOf,
            string.Create(CultureInfo.InvariantCulture, $"{requests:N0} requests a month (--requests-per-month) of {HttpSeconds * 1000:0} ms; {MessageShare:P0} of them send a message, worked off in {MessageSeconds * 1000:0} ms; {WebhookShare:P0} go to functions of routes"),
            "5% of invocations traced, 2 KB of logs each; transfer, backups and S3 are left out",
        ]);

        void Fixed(string what, Func<TemplateResource, bool> which, decimal each)
        {
            if (document.Resources.Count(which) is > 0 and var count) lines.Add(new($"{what} ({count})", count * each));
        }
    }
}

sealed record CostLine(string What, decimal Dollars);
