namespace LocalCloud.Publish.Plan;

/// <summary>The AWS services that are called from the private subnets, and how each is reached. All names are sorted.</summary>
/// <param name="Gateways">By a gateway endpoint, which costs nothing.</param>
/// <param name="Interfaces">By an interface endpoint, under the endpoint's name.</param>
/// <param name="Ipv6">By their IPv6 addresses.</param>
internal sealed record CalledServices(IReadOnlyList<string> Gateways, IReadOnlyList<string> Interfaces, IReadOnlyList<string> Ipv6)
{
    private static readonly string[] WithGateway = ["s3", "dynamodb"];

    // "Dual-stack service endpoints" in the guides of EventBridge, SQS, SNS, KMS and IAM; endpoints of SES in the General Reference
    private static readonly string[] WithIpv6 = ["events", "kms", "scheduler", "ses", "sns", "sqs", "sts"];

    // Images come before any code runs, from names that have IPv4 addresses
    private static readonly string[] OfContainers = ["ecr.api", "ecr.dkr", "logs"];

    /// <summary>In a test: those that functions call and that have no IPv6 address, as far as is documented.</summary>
    public IReadOnlyList<string> WithoutIpv6 { get; private init; } = [];

    public bool Any => Gateways.Count + Interfaces.Count + Ipv6.Count > 0;

    public IEnumerable<string> All => Gateways.Concat(Interfaces).Concat(Ipv6).Order(StringComparer.Ordinal);

    public static CalledServices Of(
        PublishPlan plan,
        IReadOnlyDictionary<FunctionPlan, List<Permission>> functions,
        IReadOnlyDictionary<ServicePlan, List<Permission>> services
    )
    {
        var byFunctions = functions
            .Where(f => f.Key.InVpc)
            .SelectMany(f => f.Value)
            .Where(p => !p.ByLambda)
            .SelectMany(p => p.Services)
            .ToHashSet();
        var byContainers = services.SelectMany(s => s.Value).SelectMany(p => p.Services).ToHashSet();
        if (plan.Services.Count > 0)
            byContainers.UnionWith([.. OfContainers, "s3"]);
        // The SDKs take one kind of address for every service, so that one without IPv6 keeps all of them from it
        var names = byFunctions.Except(WithGateway).Where(service => EndpointName(service) is not null).ToHashSet();
        var ipv6 = plan.IsTest && names.IsSubsetOf(WithIpv6) ? names : [];
        var called = byFunctions.Except(ipv6).Concat(byContainers).ToHashSet();
        return new(
            Sorted(called.Intersect(WithGateway)),
            Sorted(called.Except(WithGateway).Select(EndpointName).OfType<string>()),
            Sorted(ipv6)
        )
        {
            WithoutIpv6 = plan.IsTest ? Sorted(names.Except(WithIpv6)) : [],
        };
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    // X-Ray's segments leave through Lambda's own daemon, and logs through Lambda: neither needs an endpoint
    // https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
    private static string? EndpointName(string service) =>
        service switch
        {
            "ses" => "email",
            "kinesis" => "kinesis-streams",
            "firehose" => "kinesis-firehose",
            "cloudwatch" => "monitoring",
            "bedrock" => "bedrock-runtime",
            "appconfig" => "appconfigdata",
            "rds-db" or "elasticache" or "iam" or "xray" or "ec2" => null,
            _ => service,
        };
}
