using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>What Publish and an entry of PublishBatch have in common.</summary>
internal interface IPublish
{
    string? Message { get; }

    string? Subject { get; }

    string? MessageStructure { get; }

    Dictionary<string, MessageAttributeValue>? MessageAttributes { get; }

    string? MessageDeduplicationId { get; }

    string? MessageGroupId { get; }
}

/// <summary>Takes messages into a topic: who is to get them becomes deliveries, durable with the change that took them.</summary>
internal static class Publishing
{
    public const int MaxBytes = 256 * 1024;

    public static long Size(IPublish publish) =>
        Encoding.UTF8.GetByteCount(publish.Message ?? "") + Messages.MessageAttributes.Size(publish.MessageAttributes);

    /// <summary>What is wrong with the message itself, wherever it goes.</summary>
    public static AwsError? Check(IPublish publish)
    {
        if (string.IsNullOrEmpty(publish.Message))
            return SnsErrors.Invalid("Empty message");
        if (publish.Subject is { } subject && (subject.Length is 0 or > 100 || subject.AsSpan().ContainsAnyInRange('\0', '\x1f')))
            return SnsErrors.Invalid("Subject");
        if (Size(publish) > MaxBytes)
            return SnsErrors.Invalid("Message too long");
        return Messages.MessageStructure.Check(publish.MessageStructure, publish.Message)
            ?? Messages.MessageAttributes.Check(publish.MessageAttributes);
    }

    /// <summary>What a FIFO topic asks for, and what a standard one does not take.</summary>
    public static AwsError? CheckIds(Topic topic, IPublish publish)
    {
        if (publish.MessageGroupId is { } group && !Names.IsMessageId(group))
            return BadId("MessageGroupId");
        if (publish.MessageDeduplicationId is { } id && topic.IsFifo && !Names.IsMessageId(id))
            return BadId("MessageDeduplicationId");
        if (!topic.IsFifo)
            return publish.MessageDeduplicationId is null
                ? null
                : SnsErrors.Invalid(
                    "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this "
                        + "topic type"
                );
        if (publish.MessageGroupId is null)
            return SnsErrors.Invalid("The MessageGroupId parameter is required for FIFO topics");
        return publish.MessageDeduplicationId is null && !topic.DeduplicatesByContent
            ? SnsErrors.Invalid(
                "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
            )
            : null;
    }

    /// <summary>Of a message that was checked. A repeated one gets the first one's answer.</summary>
    /// <summary>The key of a topic with KmsMasterKeyId: without it nothing is published.</summary>
    public static AwsError? FaultOfKey(Topic topic, Context context) =>
        KeyUse.Fault(context.Host, topic.State.Scope, topic.Attribute("KmsMasterKeyId"), context.Now) is { } fault
            ? new($"KMS{KeyUse.Condition(fault)}", fault.Message)
            : null;

    public static Accepted Take(Topic topic, IPublish publish, Context context)
    {
        var deduplicationId = !topic.IsFifo
            ? null
            : publish.MessageDeduplicationId ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(publish.Message!)));
        if (deduplicationId is not null && topic.Deduplication.Find(publish.MessageGroupId!, deduplicationId, context.Changes) is { } known)
            return known;
        var number = topic.State.NextNumber();
        var message = new PublishedMessage
        {
            Number = number,
            Id = Guid.NewGuid().ToString(),
            Topic = topic.Name,
            TopicArn = topic.Arn,
            Message = publish.Message!,
            Published = context.Now,
            Subject = publish.Subject,
            Structure = publish.MessageStructure,
            Attributes = publish.MessageAttributes is { Count: > 0 } attributes ? attributes : null,
            GroupId = publish.MessageGroupId,
            DeduplicationId = deduplicationId,
            SequenceNumber = topic.IsFifo ? $"1{number:D19}" : null,
            SignatureVersion = topic.Attribute("SignatureVersion"),
            DisplayName = topic.Attribute("DisplayName") is { Length: > 0 } name ? name : null,
            TraceParent = System.Diagnostics.Activity.Current?.Id ?? context.TraceParent,
            TraceHeader = context.XRayTraceHeader,
        };
        if (deduplicationId is not null)
            topic.Deduplication.Remember(publish.MessageGroupId!, deduplicationId, message, context.Changes);
        FanOut(topic, message, context.Changes);
        return new(message.Id, message.SequenceNumber!, default);
    }

    /// <summary>Asks an endpoint to confirm, or tells it that it was unsubscribed.</summary>
    public static void Ask(Subscription subscription, string type, Changes changes)
    {
        var topic = subscription.Topic;
        var message = new PublishedMessage
        {
            Number = topic.State.NextNumber(),
            Id = Guid.NewGuid().ToString(),
            Topic = topic.Name,
            TopicArn = topic.Arn,
            Type = type,
            Message =
                type == PublishedMessage.SubscriptionConfirmation
                    ? $"You have chosen to subscribe to the topic {topic.Arn}.\nTo confirm the subscription, visit the SubscribeURL "
                        + "included in this message."
                    : $"You have chosen to deactivate subscription {subscription.Arn}.\nTo cancel this operation and restore the "
                        + "subscription, visit the SubscribeURL included in this message.",
            Published = topic.State.Time.GetUtcNow(),
            Token = subscription.Row.Token,
            SignatureVersion = topic.Attribute("SignatureVersion"),
            DisplayName = topic.Attribute("DisplayName") is { Length: > 0 } name ? name : null,
        };
        topic.State.Put(changes, message);
        Deliver(subscription, message, topic.History.Add(message), changes);
    }

    private static void FanOut(Topic topic, PublishedMessage message, Changes changes)
    {
        var trace = topic.History.Add(message);
        byte[]? attributes = null;
        foreach (var subscription in topic.Subscriptions)
        {
            if (!subscription.Row.Confirmed || subscription.Row.Deleted)
                continue;
            if (subscription.Filter is { } filter)
            {
                var seen = filter.OnBody
                    ? Json.Object(message.TextFor(subscription.Row.Protocol)) is null
                        ? []
                        : Encoding.UTF8.GetBytes(message.TextFor(subscription.Row.Protocol))
                    : attributes ??= FilterPolicy.AttributesAsJson(message.Attributes);
                if (seen.Length == 0 || !filter.Takes(seen))
                {
                    trace.FilteredOut.Add(new(subscription.Arn, subscription.Row.Endpoint, filter, seen));
                    continue;
                }
            }
            if (trace.Deliveries.Count == 0)
                topic.State.Put(changes, message);
            Deliver(subscription, message, trace, changes);
        }
    }

    private static void Deliver(Subscription subscription, PublishedMessage message, MessageTrace trace, Changes changes)
    {
        var topic = subscription.Topic;
        var delivery = new Delivery
        {
            MessageKey = message.Key,
            Message = message,
            Subscription = subscription.Row,
            SubscriptionArn = subscription.Arn,
            TopicPolicy = topic.Attribute("DeliveryPolicy"),
            Lane = message.SequenceNumber is null ? null : $"{subscription.Arn}/{message.GroupId}",
            Due = message.Published,
        };
        topic.State.Put(changes, delivery);
        trace.Deliveries[delivery.Key] = new(
            subscription.Arn,
            subscription.Row.Protocol,
            subscription.Row.Endpoint,
            "pending",
            0,
            null,
            message.Published
        );
        if (topic.State.Pending.IsReady(delivery))
            changes.AfterCommit(() => topic.State.Service.Pump.Enqueue(topic.State, delivery));
    }

    private static AwsError BadId(string parameter) =>
        SnsErrors.Invalid($"{parameter} Reason: {parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length");
}
