using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>One message for one subscription.</summary>
internal sealed record Delivery : PendingDelivery
{
    private static readonly TimeSpan DeadLetterPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DeadLetterPatience = TimeSpan.FromDays(14);

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

    [JsonIgnore]
    public string Key => $"{MessageKey}/{Subscription.Id}";

    [JsonIgnore]
    public override string? DeadLetterQueue =>
        SubscriptionAttributes.DeadLetterQueue(Subscription.Attributes.GetValueOrDefault("RedrivePolicy"));

    [JsonIgnore]
    public bool IsRaw =>
        Message.Type == PublishedMessage.Notification && Subscription.Attributes.GetValueOrDefault("RawMessageDelivery") == "true";

    /// <summary>The topic, which the policy of a queue or function has to let in.</summary>
    [JsonIgnore]
    public Sender Sender => new("sns.amazonaws.com", Message.TopicArn, Message.TopicArn.Split(':')[4]);

    /// <summary>What the endpoint gets.</summary>
    public string Body(SnsService service) =>
        IsRaw ? Message.TextFor(Subscription.Protocol) : Envelope.Of(Message, Subscription.Protocol, SubscriptionArn, service);

    public override Retry After(DeliveryFailure failure, DateTimeOffset now) =>
        failure.Retriable && RetrySchedule.Delay(this, Attempts + 1) is { } delay ? new(now + delay, null) : new(now, failure);

    public override DateTimeOffset? DeadLetterAgain(DateTimeOffset now) =>
        now - Message.Published < DeadLetterPatience ? now + DeadLetterPause : null;
}
