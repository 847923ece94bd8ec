using System.Globalization;

namespace LocalCloud.Aws.Sqs;

/// <summary>The attributes of a queue as its operations use them. Times are milliseconds.</summary>
internal sealed class QueueSettings(IReadOnlyDictionary<string, string> attributes, bool fifo)
{
    public long Delay { get; } = Milliseconds(attributes, "DelaySeconds");

    public long VisibilityTimeout { get; } = Milliseconds(attributes, "VisibilityTimeout");

    public long RetentionPeriod { get; } = Milliseconds(attributes, "MessageRetentionPeriod");

    public long ReceiveWait { get; } = Milliseconds(attributes, "ReceiveMessageWaitTimeSeconds");

    public int MaximumMessageSize { get; } = (int)Number(attributes, "MaximumMessageSize");

    /// <summary>KmsMasterKeyId: id, alias or ARN; null without SSE-KMS.</summary>
    public string? Key { get; } = attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } key ? key : null;

    public bool ContentBasedDeduplication { get; } = attributes.GetValueOrDefault("ContentBasedDeduplication") is "true";

    public bool DeduplicationPerGroup { get; } = fifo && attributes.GetValueOrDefault("DeduplicationScope") is "messageGroup";

    public RedrivePolicy? Redrive { get; } =
        attributes.GetValueOrDefault("RedrivePolicy") is { Length: > 0 } text && RedrivePolicy.Parse(text).Ok(out var policy, out _)
            ? policy
            : null;

    public RedriveAllowPolicy? RedriveAllow { get; } =
        attributes.GetValueOrDefault("RedriveAllowPolicy") is { Length: > 0 } text
        && RedriveAllowPolicy.Parse(text).Ok(out var policy, out _)
            ? policy
            : null;

    private static long Number(IReadOnlyDictionary<string, string> attributes, string name) =>
        long.Parse(attributes.GetValueOrDefault(name) ?? QueueAttributes.Default(name, false)!, CultureInfo.InvariantCulture);

    private static long Milliseconds(IReadOnlyDictionary<string, string> attributes, string name) => Number(attributes, name) * 1000;
}
