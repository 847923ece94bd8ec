namespace LocalCloud.Aws.Metering;

/// <summary>What AWS bills a call by: one or two names and how many.</summary>
internal readonly record struct Units(string? Name, double Count, string? SecondName = null, double SecondCount = 0)
{
    /// <summary>64 KB: of SQS, SNS and EventBridge, each begun one counts (docs: sqs/pricing, sns/pricing, eventbridge/pricing).</summary>
    public const int Chunk = 64 << 10;

    public static Units Requests(long bytes, int chunk = Chunk) => new("requests", Chunks(bytes, chunk));

    /// <summary>At least one.</summary>
    public static long Chunks(long bytes, int chunk = Chunk) => Math.Max(1, (bytes + chunk - 1) / chunk);
}
