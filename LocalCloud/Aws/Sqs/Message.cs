using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Sqs;

internal enum MessageStatus
{
    Delayed,
    Visible,
    InFlight,
    Gone,
}

/// <summary>A message in a queue: what was sent, which does not change and is one row, and where it stands, which is another.</summary>
internal sealed class Message
{
    /// <summary>Grows with every message of a scope; orders the queue and names the rows.</summary>
    [JsonIgnore]
    public long Number { get; set; }

    public required string Id { get; init; }

    public required Utf8Text Body { get; set; }

    public Dictionary<string, MessageAttributeValue>? Attributes { get; init; }

    public required string SenderId { get; init; }

    /// <summary>Times are milliseconds since 1970.</summary>
    public required long Sent { get; init; }

    public long AvailableAt { get; init; }

    public string? TraceHeader { get; init; }

    public string? GroupId { get; init; }

    public string? DeduplicationId { get; init; }

    public string? SequenceNumber { get; init; }

    public string? DeadLetterSource { get; init; }

    [JsonIgnore]
    public MessageStatus Status { get; set; }

    /// <summary>Told apart from entries of the schedule that have been overtaken.</summary>
    [JsonIgnore]
    public int Version { get; set; }

    [JsonIgnore]
    public Delivery Delivery { get; set; }

    /// <summary>The same message as another entry of a queue, visible at once.</summary>
    public Message Copy(long number, string? deadLetterSource = null, long? sent = null) => new()
    {
        Number = number,
        Id = Id,
        Body = Body,
        Attributes = Attributes,
        SenderId = SenderId,
        Sent = sent ?? Sent,
        TraceHeader = TraceHeader,
        GroupId = GroupId,
        DeduplicationId = DeduplicationId,
        SequenceNumber = SequenceNumber,
        DeadLetterSource = deadLetterSource ?? DeadLetterSource,
        Delivery = Delivery with { VisibleAt = 0 },
    };
}
