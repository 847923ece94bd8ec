using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>A message that subscribers are to get, kept until the last of them has it.</summary>
internal sealed record PublishedMessage
{
    public const string Notification = "Notification",
        SubscriptionConfirmation = "SubscriptionConfirmation",
        UnsubscribeConfirmation = "UnsubscribeConfirmation";

    public required long Number { get; init; }
    public required string Id { get; init; }
    public required string Topic { get; init; }
    public required string TopicArn { get; init; }
    public required string Message { get; init; }
    public required DateTimeOffset Published { get; init; }
    public string Type { get; init; } = Notification;
    public string? Subject { get; init; }

    /// <summary>json: <see cref="Message"/> holds a text for each protocol.</summary>
    public string? Structure { get; init; }
    public Dictionary<string, MessageAttributeValue>? Attributes { get; init; }
    public string? GroupId { get; init; }
    public string? DeduplicationId { get; init; }

    /// <summary>Of FIFO topics only.</summary>
    public string? SequenceNumber { get; init; }
    public string? SignatureVersion { get; init; }

    /// <summary>Of confirmations.</summary>
    public string? Token { get; init; }

    /// <summary>What the sender's mail is from.</summary>
    public string? DisplayName { get; init; }

    /// <summary>W3C trace context and X-Ray header of the request that published it.</summary>
    public string? TraceParent { get; init; }
    public string? TraceHeader { get; init; }

    /// <summary>One that goes to a single phone or device, and through no topic.</summary>
    public static PublishedMessage Direct(SnsState state, IPublish publish, Context context) =>
        new()
        {
            Number = state.NextNumber(),
            Id = Guid.NewGuid().ToString(),
            Topic = "",
            TopicArn = "",
            Message = publish.Message!,
            Structure = publish.MessageStructure,
            Attributes = publish.MessageAttributes,
            Published = context.Now,
        };

    [JsonIgnore]
    public string Key => Number.ToString("x16", null);

    public string TextFor(string protocol) => Structure == "json" ? MessageStructure.TextFor(Message, protocol) : Message;
}
