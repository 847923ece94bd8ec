using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Subscriptions;

/// <summary>The stored form of a subscription.</summary>
internal sealed record SubscriptionRow
{
    public required string Id { get; init; }
    public required string Topic { get; init; }
    public required long Number { get; init; }
    public required string Protocol { get; init; }
    public required string Endpoint { get; init; }

    /// <summary>The account that subscribed.</summary>
    public required string Owner { get; init; }
    public required string Principal { get; init; }

    /// <summary>Those that were set.</summary>
    public Dictionary<string, string> Attributes { get; init; } = [];
    public bool Confirmed { get; init; }
    public bool ConfirmationWasAuthenticated { get; init; }

    /// <summary>The link in messages does not unsubscribe.</summary>
    public bool AuthenticateOnUnsubscribe { get; init; }
    public string? Token { get; init; }

    /// <summary>When the token was sent, or when the subscription was deleted.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Kept for a while, because an endpoint can undo its unsubscription.</summary>
    public bool Deleted { get; init; }
}

internal sealed class Subscription
{
    public Subscription(Topic topic, SubscriptionRow row)
    {
        Topic = topic;
        Row = row;
    }

    public Topic Topic { get; }

    public SubscriptionRow Row
    {
        get;
        set
        {
            field = value;
            Filter = FilterPolicy.Of(value);
        }
    }

    public string Arn => $"{Topic.Arn}:{Row.Id}";

    /// <summary>null takes every message.</summary>
    public FilterPolicy? Filter { get; private set; }

    public string? Attribute(string name) => Row.Attributes.GetValueOrDefault(name);

    public bool IsRaw => Attribute("RawMessageDelivery") == "true";
}
