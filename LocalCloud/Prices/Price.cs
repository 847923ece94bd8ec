namespace LocalCloud.Prices;

/// <summary>The prices of a region beside Lambda's, by the names that they have in <c>prices.json</c>; all in US dollars.</summary>
internal static class Price
{
    /// <summary>For 512 KB of a request to an HTTP API.</summary>
    public const string HttpApiRequest = "httpApi.request";

    /// <summary>For a request of up to 64 KB to a standard queue.</summary>
    public const string SqsRequest = "sqs.request";

    /// <summary>For a request of up to 64 KB to a FIFO queue.</summary>
    public const string SqsFifoRequest = "sqs.fifoRequest";

    /// <summary>For 64 KB of a custom event.</summary>
    public const string Event = "eventBridge.event";

    /// <summary>For one invocation of EventBridge Scheduler.</summary>
    public const string SchedulerInvocation = "scheduler.invocation";

    /// <summary>For 64 KB of a published message.</summary>
    public const string SnsRequest = "sns.request";

    /// <summary>For one delivery to an HTTP endpoint; those to queues and functions are free.</summary>
    public const string SnsHttpDelivery = "sns.httpDelivery";

    /// <summary>For one delivery by e-mail.</summary>
    public const string SnsEmailDelivery = "sns.emailDelivery";

    /// <summary>For an on-demand read request unit: 4 KB strongly consistent, 8 KB else.</summary>
    public const string DynamoDbRead = "dynamoDb.readUnit";

    /// <summary>For an on-demand write request unit: 1 KB.</summary>
    public const string DynamoDbWrite = "dynamoDb.writeUnit";

    /// <summary>For a PUT, COPY, POST or LIST.</summary>
    public const string S3Tier1 = "s3.tier1Request";

    /// <summary>For a GET or any other request; DELETE is free.</summary>
    public const string S3Tier2 = "s3.tier2Request";

    /// <summary>For a GB-month in the standard class.</summary>
    public const string S3Storage = "s3.gigabyteMonth";

    /// <summary>For a GB of custom logs, standard class.</summary>
    public const string LogGigabyte = "logs.ingestedGigabyte";

    /// <summary>For a GB-month of logs that are kept (compressed).</summary>
    public const string LogStorage = "logs.gigabyteMonth";

    /// <summary>For a metric of an alarm of standard resolution, a month.</summary>
    public const string AlarmMonth = "cloudWatch.alarmMonth";

    /// <summary>For a trace that is recorded.</summary>
    public const string Trace = "xray.trace";

    /// <summary>For a message that SES sends.</summary>
    public const string Mail = "ses.message";

    /// <summary>For a secret, a month.</summary>
    public const string SecretMonth = "secretsManager.secretMonth";

    /// <summary>For a customer managed key of KMS, a month; keys of AWS's services are free.</summary>
    public const string KeyMonth = "kms.keyMonth";

    /// <summary>For a GB-month of gp3 storage of RDS for PostgreSQL, one availability zone.</summary>
    public const string DatabaseStorage = "rds.gigabyteMonth";

    /// <summary>For a vCPU-hour of the database behind RDS Proxy; at least two are paid.</summary>
    public const string ProxyVcpuHour = "rds.proxyVcpuHour";

    /// <summary>For an Aurora capacity unit hour behind RDS Proxy; at least eight are paid.</summary>
    public const string ProxyCapacityUnitHour = "rds.proxyCapacityUnitHour";

    /// <summary>For an Aurora capacity unit hour of Serverless v2.</summary>
    public const string AuroraUnitHour = "aurora.capacityUnitHour";

    /// <summary>For a GB-month of Aurora's storage.</summary>
    public const string AuroraStorage = "aurora.gigabyteMonth";

    /// <summary>For a GB-hour of ElastiCache Serverless for Valkey; at least 100 MB are paid.</summary>
    public const string CacheGigabyteHour = "elastiCache.gigabyteHour";

    /// <summary>For one ElastiCache processing unit: a simple command of up to 1 KB.</summary>
    public const string CacheProcessingUnit = "elastiCache.processingUnit";

    /// <summary>For an hour of an interface endpoint in one availability zone.</summary>
    public const string InterfaceEndpointHour = "vpc.interfaceEndpointHour";

    /// <summary>For an hour of a NAT gateway.</summary>
    public const string NatGatewayHour = "vpc.natGatewayHour";

    /// <summary>For a vCPU-hour of Fargate, Linux on x86.</summary>
    public const string FargateVcpuHour = "fargate.vcpuHour";

    /// <summary>For a GB-hour of Fargate, Linux on x86.</summary>
    public const string FargateGigabyteHour = "fargate.gigabyteHour";

    /// <summary>Hours of a month, as AWS's calculator has it.</summary>
    public const decimal HoursPerMonth = 730;

    private const string DatabaseHourPrefix = "rds.instanceHour.";

    private static readonly HashSet<string> Known =
    [
        HttpApiRequest,
        SqsRequest,
        SqsFifoRequest,
        Event,
        SchedulerInvocation,
        SnsRequest,
        SnsHttpDelivery,
        SnsEmailDelivery,
        DynamoDbRead,
        DynamoDbWrite,
        S3Tier1,
        S3Tier2,
        S3Storage,
        LogGigabyte,
        LogStorage,
        AlarmMonth,
        Trace,
        Mail,
        SecretMonth,
        KeyMonth,
        DatabaseStorage,
        ProxyVcpuHour,
        ProxyCapacityUnitHour,
        AuroraUnitHour,
        AuroraStorage,
        CacheGigabyteHour,
        CacheProcessingUnit,
        InterfaceEndpointHour,
        NatGatewayHour,
        FargateVcpuHour,
        FargateGigabyteHour,
    ];

    /// <summary>For an hour of an RDS for PostgreSQL instance in one availability zone.</summary>
    /// <param name="instanceClass">Such as <c>db.t4g.micro</c>.</param>
    public static string DatabaseHour(string instanceClass) => DatabaseHourPrefix + instanceClass;

    internal static bool IsKnown(string name) =>
        Known.Contains(name) || name.StartsWith($"{DatabaseHourPrefix}db.", StringComparison.Ordinal);
}
