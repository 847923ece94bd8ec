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
        ["SqsManagedSseEnabled"] = OneOf("true", "true", "false"),
        ["Policy"] = new(JsonText.IsObjectOrEmpty, null),
        ["RedrivePolicy"] = new(_ => true, null),
        ["RedriveAllowPolicy"] = new(JsonText.IsObjectOrEmpty, null),
        ["FifoQueue"] = OneOf(null, "true", "false"),
        ["ContentBasedDeduplication"] = OneOf(null, "true", "false"),
        ["DeduplicationScope"] = OneOf(null, "queue", "messageGroup"),
        ["FifoThroughputLimit"] = OneOf(null, "perQueue", "perMessageGroupId"),
    };

    private static readonly string[] Fifo = ["ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];

    private static readonly Dictionary<string, string> FifoDefaults = new(StringComparer.Ordinal)
    {
        ["ContentBasedDeduplication"] = "false",
        ["DeduplicationScope"] = "queue",
        ["FifoThroughputLimit"] = "perQueue",
    };

    /// <summary>Names that GetQueueAttributes knows beyond those that can be set.</summary>
    public static readonly string[] Computed =
        ["QueueArn", "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed", "CreatedTimestamp", "LastModifiedTimestamp"];

    public static IEnumerable<string> Names => Settable.Keys.Concat(Computed);

    public static bool IsKnown(string name) => name is "All" || Settable.ContainsKey(name) || Computed.Contains(name);

    public static string? Default(string name, bool fifo) =>
        fifo && FifoDefaults.TryGetValue(name, out var value) ? value : Settable.GetValueOrDefault(name)?.Default;

    public static AwsError? Check(Dictionary<string, string> attributes, bool fifo)
    {
        foreach (var (name, value) in attributes)
        {
            if (!Settable.TryGetValue(name, out var rule) || (!fifo && Fifo.Contains(name)))
                return SqsErrors.UnknownAttribute(name);
            if (!rule.Allows(value))
                return SqsErrors.BadAttribute(name);
        }
        return null;
    }

    /// <summary>Setting a document or a key to the empty text takes it away.</summary>
    public static Dictionary<string, string> NotEmpty(IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.Where(a => a.Value.Length > 0).ToDictionary(StringComparer.Ordinal);

    private static Rule Number(int min, int max, string? standard) =>
        new(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max, standard);

    private static Rule OneOf(string? standard, params string[] values) => new(text => values.Contains(text), standard);

    private sealed record Rule(Func<string, bool> Allows, string? Default);
}
