using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Topics;

/// <summary>The attributes of topics: which there are, what they may hold, and what is answered for those that were not set.</summary>
internal static class TopicAttributes
{
    private static readonly string[] Transports = ["Application", "Firehose", "HTTP", "Lambda", "SQS"];

    private static readonly HashSet<string> Known =
    [
        "ArchivePolicy",
        "ContentBasedDeduplication",
        "DeliveryPolicy",
        "DisplayName",
        "FifoThroughputScope",
        "FifoTopic",
        "KmsMasterKeyId",
        "Policy",
        "SignatureVersion",
        "TracingConfig",
        .. Transports.SelectMany(t =>
            (string[])[$"{t}SuccessFeedbackRoleArn", $"{t}SuccessFeedbackSampleRate", $"{t}FailureFeedbackRoleArn"]
        ),
    ];

    private static readonly HashSet<string> FifoOnly = ["ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope"];

    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>What is wrong with the value, as it stands behind "Invalid parameter: "; null when nothing is.</summary>
    public static string? Check(string name, string value, bool fifo)
    {
        if (FifoOnly.Contains(name) && !fifo)
            return name;
        return name switch
        {
            "DisplayName" => value.Length > 100 || value.AsSpan().ContainsAnyInRange('\0', '\x1f') ? name : null,
            "ContentBasedDeduplication" or "FifoTopic" => value is "true" or "false"
                ? null
                : $"{name}: Invalid value [{value}]. Must be true or false.",
            "FifoThroughputScope" => value is "Topic" or "MessageGroup" ? null : name,
            "SignatureVersion" => value is "1" or "2" ? null : name,
            "TracingConfig" => value is "PassThrough" || (value is "Active" && !fifo) ? null : name,
            "Policy" => value.Length == 0 ? null : TopicPolicy.Check(value),
            "DeliveryPolicy" => value.Length == 0 ? null : DeliveryPolicy.CheckTopic(value),
            "ArchivePolicy" => CheckArchive(value),
            _ when name.EndsWith("SampleRate", StringComparison.Ordinal) => int.TryParse(
                value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var rate
            )
            && rate <= 100
                ? null
                : name,
            _ => null,
        };
    }

    public static Dictionary<string, string> Of(Topic topic)
    {
        var subscriptions = topic.Subscriptions.ToList();
        var attributes = new Dictionary<string, string>
        {
            ["Policy"] = topic.Attribute("Policy") ?? TopicPolicy.Default(topic),
            ["Owner"] = topic.State.Scope.Account,
            ["SubscriptionsPending"] = Count(s => !s.Row.Deleted && !s.Row.Confirmed),
            ["TopicArn"] = topic.Arn,
            ["EffectiveDeliveryPolicy"] = DeliveryPolicy.Effective(topic.Attribute("DeliveryPolicy")),
            ["SubscriptionsConfirmed"] = Count(s => s.Row is { Deleted: false, Confirmed: true }),
            ["DisplayName"] = "",
            ["SubscriptionsDeleted"] = Count(s => s.Row.Deleted),
        };
        if (topic.IsFifo)
        {
            attributes["ContentBasedDeduplication"] = "false";
            attributes["FifoThroughputScope"] = "Topic";
        }
        foreach (var (name, value) in topic.Row.Attributes)
            attributes[name] = value;
        if (Retention(topic.Attribute("ArchivePolicy")) is { } days)
        {
            var begin = topic.State.Time.GetUtcNow().AddDays(-days);
            attributes["BeginningArchiveTime"] = (begin > topic.Row.Created ? begin : topic.Row.Created).ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            );
        }
        return attributes;

        string Count(Func<Subscriptions.Subscription, bool> which) => subscriptions.Count(which).ToString(CultureInfo.InvariantCulture);
    }

    private static string? CheckArchive(string value) =>
        value.Length == 0 || Json.Object(value) is { Count: 0 } || Retention(value) is >= 1 and <= 365 ? null : "ArchivePolicy";

    private static int? Retention(string? policy) =>
        policy is not null
        && Json.Object(policy)?["MessageRetentionPeriod"] is JsonValue period
        && int.TryParse(period.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? days
            : null;
}
