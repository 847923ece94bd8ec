using System.Text.Json.Serialization;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>One message for one subscription, kept until it has been delivered, dead-lettered or dropped.</summary>
internal sealed record Delivery
{
    public required string MessageKey { get; init; }

    [JsonIgnore]
    public PublishedMessage Message { get; init; } = null!;

    /// <summary>the subscription as it was when the message was published</summary>
    public required SubscriptionRow Subscription { get; init; }
    public required string SubscriptionArn { get; init; }

    /// <summary>the topic's DeliveryPolicy</summary>
    public string? TopicPolicy { get; init; }

    /// <summary>Deliveries with the same lane are made one after the other: a message group of a FIFO topic. null: as they come.</summary>
    public string? Lane { get; init; }

    /// <summary>when it is to be tried next</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>how often it was tried</summary>
    public int Attempts { get; init; }

    /// <summary>Set when the endpoint was given up: what is left is to reach the dead-letter queue.</summary>
    public DeliveryFailure? DeadLetter { get; init; }

    [JsonIgnore]
    public string Key => $"{MessageKey}/{Subscription.Id}";

    [JsonIgnore]
    public string? DeadLetterQueue => SubscriptionAttributes.DeadLetterQueue(Subscription.Attributes.GetValueOrDefault("RedrivePolicy"));

    [JsonIgnore]
    public bool IsRaw =>
        Message.Type == PublishedMessage.Notification && Subscription.Attributes.GetValueOrDefault("RawMessageDelivery") == "true";

    /// <summary>What the endpoint gets.</summary>
    public string Body(SnsService service) =>
        IsRaw ? Message.TextFor(Subscription.Protocol) : Envelope.Of(Message, Subscription.Protocol, SubscriptionArn, service);
}

/// <summary>Why a delivery failed.</summary>
/// <param name="Retriable">An error of the endpoint's, which may pass; those of the sender (there is no such queue) do not.</param>
internal sealed record DeliveryFailure(string Code, string Message, bool Retriable);
