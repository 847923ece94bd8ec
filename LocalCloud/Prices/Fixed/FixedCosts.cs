namespace LocalCloud.Prices.Fixed;

/// <summary>What a stack costs without any traffic, read from its template: 730 hours of each resource at list prices.</summary>
internal static class FixedCosts
{
    // What AWS bills at least: https://aws.amazon.com/elasticache/pricing/ (Valkey), https://aws.amazon.com/rds/proxy/pricing/
    private const decimal LeastCacheGigabytes = 0.1m,
        LeastProxyVcpus = 2,
        LeastProxyCapacityUnits = 8;

    // A cluster does not sleep while a proxy holds its connections:
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
    private const decimal LeastAuroraUnits = 0.5m,
        AssumedAuroraGigabytes = 20;

    // Lambda holds five long polls of 20 s at every queue that is mapped, whether anything is in it or not, and each is a request:
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html, https://repost.aws/knowledge-center/sqs-high-charges
    private const decimal PollsPerHour = 5 * 180;

    /// <param name="template">With the stack's parameters.</param>
    /// <param name="prices">Of its region.</param>
    /// <param name="withPolls">False: polls of empty queues were measured, and are elsewhere.</param>
    public static IReadOnlyList<FixedCost> Of(TemplateView template, RegionPrices prices, bool withPolls = true)
    {
        var costs = new List<FixedCost>();
        var aurora = template.OfType("AWS::RDS::DBCluster").Any();
        foreach (var resource in template.Resources)
        {
            var name = resource.LogicalId;
            if (
                resource.Type switch
                {
                    "AWS::RDS::DBInstance" => Database(resource),
                    "AWS::RDS::DBProxy" => Proxy(resource),
                    "AWS::RDS::DBCluster" => Months(
                        $"Aurora {name} ({AssumedAuroraGigabytes} GB assumed)",
                        AssumedAuroraGigabytes,
                        Price.AuroraStorage
                    ),
                    "AWS::ElastiCache::ServerlessCache" => Hours(
                        $"ElastiCache {name} (100 MB)",
                        LeastCacheGigabytes,
                        Price.CacheGigabyteHour
                    ),
                    "AWS::ECS::Service" => Service(resource),
                    _ => null,
                } is
                { } cost
            )
                costs.Add(cost);
        }
        var endpoints = template.OfType("AWS::EC2::VPCEndpoint").Where(e => e.Text("VpcEndpointType") == "Interface").ToList();
        // One in each subnet that is named; its own default is one
        var interfaces = endpoints.Sum(e => e.Count("SubnetIds") ?? 1);
        costs.Add(Hours($"Interface endpoints ({endpoints.Count})", interfaces, Price.InterfaceEndpointHour));
        var gateways = template.OfType("AWS::EC2::NatGateway").Count();
        costs.Add(Hours($"NAT gateways ({gateways})", gateways, Price.NatGatewayHour));
        var queues = template.OfType("AWS::Lambda::EventSourceMapping").Count(m => IsQueue(m.Reference("EventSourceArn")));
        if (withPolls)
            costs.Add(Hours($"Lambda's polls of queues ({queues})", queues * PollsPerHour, Price.SqsRequest));
        var secrets = template.OfType("AWS::SecretsManager::Secret").Count();
        costs.Add(Months($"Secrets ({secrets})", secrets, Price.SecretMonth));
        var keys = template.OfType("AWS::KMS::Key").Concat(template.OfType("AWS::KMS::ReplicaKey")).Count();
        costs.Add(Months($"KMS keys ({keys})", keys, Price.KeyMonth));
        // Each metric of an alarm on an expression is paid
        var alarms = template.OfType("AWS::CloudWatch::Alarm").ToList();
        var watched = alarms.Sum(a => a.Count("Metrics", "MetricStat") ?? 1);
        costs.Add(Months($"Alarms ({alarms.Count})", watched, Price.AlarmMonth));
        // What is not there costs nothing
        return [.. costs.Where(c => c.Dollars != 0)];

        FixedCost Database(ResourceView instance)
        {
            var size = instance.Text("DBInstanceClass") ?? "db.t4g.micro";
            if (size == "db.serverless")
            {
                var least = Math.Max(LeastAuroraUnits, Cluster(instance)?.Number("ServerlessV2ScalingConfiguration.MinCapacity") ?? 0);
                return Hours(Text($"Aurora {instance.LogicalId} ({least:0.#} capacity units at least)"), least, Price.AuroraUnitHour);
            }
            var zones = string.Equals(instance.Text("MultiAZ"), "true", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
            var storage = instance.Number("AllocatedStorage") ?? 20;
            return Sum(
                Text($"RDS {instance.LogicalId} ({size}, {storage:0} GB{(zones == 2 ? ", multi-AZ" : "")})"),
                (Price.DatabaseHour(size), zones * Price.HoursPerMonth),
                (Price.DatabaseStorage, zones * storage)
            );
        }

        bool IsQueue(string? logicalId) => logicalId is not null && template.OfType("AWS::SQS::Queue").Any(q => q.LogicalId == logicalId);

        ResourceView? Cluster(ResourceView instance) =>
            template.OfType("AWS::RDS::DBCluster").FirstOrDefault(c => c.LogicalId == instance.Reference("DBClusterIdentifier"));

        FixedCost Proxy(ResourceView proxy) =>
            aurora
                ? Hours(
                    $"RDS Proxy {proxy.LogicalId} ({LeastProxyCapacityUnits} capacity units at least)",
                    LeastProxyCapacityUnits,
                    Price.ProxyCapacityUnitHour
                )
                : Hours($"RDS Proxy {proxy.LogicalId} ({LeastProxyVcpus} vCPUs at least)", LeastProxyVcpus, Price.ProxyVcpuHour);

        FixedCost Service(ResourceView service)
        {
            var task = template.OfType("AWS::ECS::TaskDefinition").FirstOrDefault(t => t.LogicalId == service.Reference("TaskDefinition"));
            var (vcpus, gigabytes) = ((task?.Number("Cpu") ?? 256) / 1024, (task?.Number("Memory") ?? 512) / 1024);
            var tasks = service.Number("DesiredCount") ?? 1;
            return Sum(
                Text($"Fargate {service.LogicalId} ({tasks:0} × {vcpus:0.##} vCPU, {gigabytes:0.##} GB)"),
                (Price.FargateVcpuHour, tasks * vcpus * Price.HoursPerMonth),
                (Price.FargateGigabyteHour, tasks * gigabytes * Price.HoursPerMonth)
            );
        }

        FixedCost Hours(string what, decimal each, string price) => Sum(what, (price, each * Price.HoursPerMonth));

        FixedCost Months(string what, decimal each, string price) => Sum(what, (price, each));

        // Quantities of none need no price
        FixedCost Sum(string what, params (string Price, decimal Quantity)[] parts) =>
            parts.FirstOrDefault(p => p.Quantity > 0 && !prices.Has(p.Price)).Price is { } missing ? new(what, null, missing)
            : parts.All(p => p.Quantity == 0) ? new(what, 0)
            : new(what, parts.Sum(p => prices.Cost(p.Price, p.Quantity))) { Prices = [.. parts.Select(p => p.Price)] };
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
