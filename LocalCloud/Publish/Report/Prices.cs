namespace LocalCloud.Publish.Report;

/// <summary>AWS's list prices in us-east-1, US dollars, without the free tier, as of November 2025.</summary>
static class Prices
{
    public const string AsOf = "us-east-1, November 2025, without free tier";
    public const decimal HoursPerMonth = 730;

    // https://aws.amazon.com/lambda/pricing/
    public const decimal LambdaRequest = 0.20m / 1_000_000;
    public static decimal LambdaGigabyteSecond(bool arm) => arm ? 0.0000133334m : 0.0000166667m;
    public static decimal ProvisionedGigabyteSecond(bool arm) => arm ? 0.0000033334m : 0.0000041667m;
    public static decimal ProvisionedDurationGigabyteSecond(bool arm) => arm ? 0.0000077778m : 0.0000097222m;

    public const decimal HttpApiRequest = 1.00m / 1_000_000;
    public const decimal SqsRequest = 0.40m / 1_000_000;
    public const decimal Event = 1.00m / 1_000_000;
    public const decimal DynamoDbWrite = 0.625m / 1_000_000;
    public const decimal DynamoDbRead = 0.125m / 1_000_000;

    // db.t4g.micro, and gp3 storage
    public const decimal DatabaseHour = 0.016m;
    public const decimal DatabaseGigabyteMonth = 0.115m;
    public const decimal AuroraUnitHour = 0.12m;
    public const decimal AuroraGigabyteMonth = 0.10m;
    // At least two vCPUs (an instance), or eight capacity units (Aurora Serverless) are paid
    public const decimal ProxyVcpuHour = 0.015m;
    public const decimal ProxyCapacityUnitHour = 0.015m;

    // ElastiCache Serverless for Valkey: at least 100 MB are paid
    public const decimal CacheGigabyteHour = 0.084m;
    public const decimal CacheProcessingUnit = 0.0023m / 1_000_000;

    public const decimal InterfaceEndpointHour = 0.01m;
    public const decimal SecretMonth = 0.40m;
    public const decimal AlarmMonth = 0.10m;
    public const decimal LogGigabyte = 0.50m;
    public const decimal TraceRecorded = 5.00m / 1_000_000;

    public const decimal FargateVcpuHour = 0.04048m;
    public const decimal FargateGigabyteHour = 0.004445m;
}
