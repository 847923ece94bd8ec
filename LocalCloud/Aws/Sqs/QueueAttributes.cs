using System.Globalization;

namespace LocalCloud.Aws.Sqs;

/// <summary>The attributes that a queue can be given: which values they take, and what they are when nobody says.</summary>
internal static class QueueAttributes
{
    public const int MaxMessageBytes = 1_048_576;

    private static readonly Dictionary<string, Rule> Settable = new(StringComparer.Ordinal)
    {
        ["DelaySeconds"] = Number(0, 900, "0"),
        ["MaximumMessageSize"] = Number(1024, MaxMessageBytes, "1048576"),
        ["MessageRetentionPeriod"] = Number(60, 1_209_600, "345600"),
        ["ReceiveMessageWaitTimeSeconds"] = Number(0, 20, "0"),
        ["VisibilityTimeout"] = Number(0, 43_200, "30"),
        ["KmsDataKeyReusePeriodSeconds"] = Number(60, 86_400, null),
        ["KmsMasterKeyId"] = new(_ => true, null),
        ["SqsManagedSseEnabled"] = Flag("true"),
        ["Policy"] = new(QueuePolicy.IsPolicyOrEmpty, null),
        ["RedrivePolicy"] = new(_ => true, null),
        ["RedriveAllowPolicy"] = new(_ => true, null),
        ["FifoQueue"] = Flag(null),
        ["ContentBasedDeduplication"] = Flag(null),
        ["DeduplicationScope"] = OneOf(null, "queue", "messageGroup"),
        ["FifoThroughputLimit"] = OneOf(null, "perQueue", "perMessageGroupId"),
    };

    private static readonly string[] Flags = ["SqsManagedSseEnabled", "FifoQueue", "ContentBasedDeduplication"];

    private static readonly Dictionary<string, string> FifoDefaults = new(StringComparer.Ordinal)
    {
        ["ContentBasedDeduplication"] = "false",
        ["DeduplicationScope"] = "queue",
        ["FifoThroughputLimit"] = "perQueue",
    };

    /// <summary>Names that GetQueueAttributes knows beyond those that can be set.</summary>
    public static readonly string[] Computed =
    [
        "QueueArn",
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp",
        "LastModifiedTimestamp",
    ];

    public static IEnumerable<string> Names => Settable.Keys.Concat(Computed);

    public static bool IsKnown(string name) => name is "All" || Settable.ContainsKey(name) || Computed.Contains(name);

    public static string? Default(string name, bool fifo) =>
        fifo && FifoDefaults.TryGetValue(name, out var value) ? value : Settable.GetValueOrDefault(name)?.Default;

    public static AwsError? Check(Dictionary<string, string> attributes, bool fifo)
    {
        foreach (var (name, value) in attributes)
        {
            if (!fifo && name is "DeduplicationScope" or "FifoThroughputLimit")
                return new AwsError("InvalidAttributeName", $"You can specify the {name} only when FifoQueue is set to true.");
            if (!Settable.TryGetValue(name, out var rule) || (!fifo && name is "ContentBasedDeduplication"))
                return SqsErrors.UnknownAttribute(name);
            if (!rule.Allows(value))
                return SqsErrors.BadAttribute(name);
        }
        return null;
    }

    public static AwsError? CheckTogether(Dictionary<string, string> attributes) =>
        CheckEncryption(attributes) ?? CheckThroughput(attributes);

    public static AwsError? CheckEncryption(Dictionary<string, string> attributes) =>
        attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } && attributes.GetValueOrDefault("SqsManagedSseEnabled") is "true"
            ? new AwsError(
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
            )
            : null;

    // docs: SetQueueAttributes, high throughput for FIFO queues
    public static AwsError? CheckThroughput(Dictionary<string, string> attributes) =>
        attributes.GetValueOrDefault("FifoThroughputLimit") is "perMessageGroupId"
        && attributes.GetValueOrDefault("DeduplicationScope") is not "messageGroup"
            ? SqsErrors.BadAttribute(
                "FifoThroughputLimit",
                "perMessageGroupId is allowed only when the value for DeduplicationScope is messageGroup."
            )
            : null;

    /// <summary>
    /// What a queue has after some of its attributes were set: the empty text takes a document or a key away, and one kind of encryption
    /// the other.
    /// </summary>
    public static Dictionary<string, string> Merge(Dictionary<string, string> before, Dictionary<string, string> set)
    {
        var merged = new Dictionary<string, string>(before, StringComparer.Ordinal);
        if (set.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 })
            merged.Remove("SqsManagedSseEnabled");
        if (set.GetValueOrDefault("SqsManagedSseEnabled") is "true")
            merged.Remove("KmsMasterKeyId");
        foreach (var (name, value) in set)
            if (value.Length == 0)
                merged.Remove(name);
            else
                merged[name] = value;
        return merged;
    }

    private static Rule Number(int min, int max, string? standard) =>
        new(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max, standard);

    private static Rule Flag(string? standard) => OneOf(standard, "true", "false");

    /// <summary>"True" of a client for a language that writes it so is true: flags are kept in lower case.</summary>
    public static Dictionary<string, string> Normal(Dictionary<string, string> attributes) =>
        attributes.ToDictionary(
            attribute => attribute.Key,
            attribute => Flags.Contains(attribute.Key) ? attribute.Value?.ToLowerInvariant()! : attribute.Value,
            StringComparer.Ordinal
        );

    private static Rule OneOf(string? standard, params string[] values) => new(text => values.Contains(text), standard);

    private sealed record Rule(Func<string, bool> Allows, string? Default);
}
