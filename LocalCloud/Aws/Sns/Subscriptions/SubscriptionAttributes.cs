using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Subscriptions;

/// <summary>The attributes of subscriptions: which can be set, what they may hold, and what is answered.</summary>
internal static class SubscriptionAttributes
{
    private static readonly HashSet<string> Known =
    [
        "DeliveryPolicy",
        "FilterPolicy",
        "FilterPolicyScope",
        "RawMessageDelivery",
        "RedrivePolicy",
        "ReplayPolicy",
        "SubscriptionRoleArn",
    ];

    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>
    /// What is wrong with <paramref name="name"/> among <paramref name="all"/>, as it stands behind "Invalid parameter: ".
    /// </summary>
    public static string? Check(string name, string value, string protocol, Dictionary<string, string> all, Topic topic) =>
        name switch
        {
            "RawMessageDelivery" => !IsFlag(value) ? $"RawMessageDelivery: Invalid value [{value}]. Must be true or false."
            : IsTrue(value) && !Protocol.TakesRaw(protocol) ? $"Delivery protocol [{protocol}] does not support raw message delivery."
            : null,
            "FilterPolicyScope" => value is "MessageAttributes" or "MessageBody"
                ? null
                : $"FilterPolicyScope: Invalid value [{value}]. Please use either MessageBody or MessageAttributes",
            "FilterPolicy" => value.Length > 0
            && FilterPolicy.Check(value, all.GetValueOrDefault("FilterPolicyScope") == "MessageBody") is { } reason
                ? $"FilterPolicy: {reason}"
                : null,
            "RedrivePolicy" => value.Length > 0 ? CheckRedrive(value, topic) : null,
            "DeliveryPolicy" => value.Length > 0 ? DeliveryPolicy.CheckSubscription(value) : null,
            _ => null,
        };

    /// <summary>As they are kept: an emptied one is not there, and flags are in lower case.</summary>
    public static Dictionary<string, string> With(Dictionary<string, string> attributes, string name, string value)
    {
        var changed = new Dictionary<string, string>(attributes);
        if (value.Length == 0)
            changed.Remove(name);
        else
            changed[name] = name == "RawMessageDelivery" ? value.ToLowerInvariant() : value;
        return changed;
    }

    public static Dictionary<string, string> Of(Subscription subscription)
    {
        var row = subscription.Row;
        var attributes = new Dictionary<string, string>
        {
            ["SubscriptionPrincipal"] = row.Principal,
            ["Owner"] = row.Owner,
            ["RawMessageDelivery"] = "false",
            ["TopicArn"] = subscription.Topic.Arn,
            ["Endpoint"] = row.Endpoint,
            ["Protocol"] = row.Protocol,
            ["PendingConfirmation"] = row.Confirmed ? "false" : "true",
            ["ConfirmationWasAuthenticated"] = row.ConfirmationWasAuthenticated ? "true" : "false",
            ["SubscriptionArn"] = subscription.Arn,
        };
        if (row.Protocol is "http" or "https")
            attributes["EffectiveDeliveryPolicy"] = DeliveryPolicy.Effective(
                subscription.Topic.Attribute("DeliveryPolicy"),
                subscription.Attribute("DeliveryPolicy")
            );
        foreach (var (name, value) in row.Attributes)
            attributes[name] = value;
        // The scope shows beside a policy only.
        if (row.Attributes.ContainsKey("FilterPolicy"))
            attributes.TryAdd("FilterPolicyScope", "MessageAttributes");
        else
            attributes.Remove("FilterPolicyScope");
        return attributes;
    }

    public static string? DeadLetterQueue(string? redrivePolicy) =>
        redrivePolicy is { Length: > 0 } && Json.Object(redrivePolicy)?["deadLetterTargetArn"] is { } arn ? arn.ToString() : null;

    private static string? CheckRedrive(string value, Topic topic)
    {
        if (Json.Object(value) is not { } policy)
            return "RedrivePolicy: failed to parse JSON.";
        if (policy["deadLetterTargetArn"] is not { } target || !Arn.TryParse(target.ToString(), out var queue) || queue.Service != "sqs")
            return "RedrivePolicy: deadLetterTargetArn is an invalid arn";
        if (queue.Scope.Region != topic.State.Scope.Region)
            return "RedrivePolicy: must use queue and topic in the same region";
        return topic.IsFifo || !queue.Resource.EndsWith(".fifo", StringComparison.Ordinal)
            ? null
            : "RedrivePolicy: must use a standard queue as DLQ for a subscription to a Standard Topic";
    }

    private static bool IsFlag(string value) => bool.TryParse(value, out _);

    private static bool IsTrue(string value) => bool.TryParse(value, out var flag) && flag;
}
