namespace LocalCloud.Aws.Sqs;

internal enum MessageStatus
{
    Delayed,
    Visible,
    InFlight,
    Gone,
}

/// <summary>A message in a queue: what was sent, and where it stands.</summary>
internal sealed class Message
{
    private MessageContent? _content;

    /// <summary>A new one.</summary>
    public Message(MessageContent content) => (Uid, _content) = (RandomId.New(), content);

    /// <summary>One whose content is on disk.</summary>
    public Message(Guid uid, long blob, Contents contents) => (Uid, Blob, Contents) = (uid, blob, contents);

    private Message(Guid uid, MessageContent content) => (Uid, _content) = (uid, content);

    /// <summary>Grows with every message of a scope; orders the queue and names the rows.</summary>
    public long Number { get; init; }

    public Guid Uid { get; }

    public string Id => Uid.ToString();

    public MessageContent Content => _content ?? Contents!.Read(Blob);

    /// <summary>Its content's id on disk; 0 with --memory.</summary>
    public long Blob { get; set; }

    public Contents? Contents { get; set; }

    /// <summary>How much it takes of the memory that there is for contents.</summary>
    public int Room { get; set; }

    public required string SenderId { get; init; }

    /// <summary>Times are milliseconds since 1970.</summary>
    public required long Sent { get; init; }

    public long AvailableAt { get; set; }

    public string? TraceHeader { get; init; }

    /// <summary>Of the span that sent it; a restart forgets it.</summary>
    public string? TraceParent { get; init; }

    public string? GroupId { get; init; }

    public string? DeduplicationId { get; init; }

    public string? SequenceNumber { get; init; }

    public string? DeadLetterSource { get; init; }

    public MessageStatus Status { get; set; }

    /// <summary>Told apart from entries of the schedule that have been overtaken.</summary>
    public int Version { get; set; }

    public Delivery Delivery { get; set; }

    /// <summary>Its content need not be in memory any more.</summary>
    public void LeaveToDisk() => (_content, Room) = (null, 0);

    /// <summary>The same message as another entry of a queue, visible at once.</summary>
    public Message Copy(long number, string? deadLetterSource = null, long? sent = null) =>
        new(Uid, Content)
        {
            Number = number,
            SenderId = SenderId,
            Sent = sent ?? Sent,
            TraceHeader = TraceHeader,
            TraceParent = TraceParent,
            GroupId = GroupId,
            DeduplicationId = DeduplicationId,
            SequenceNumber = SequenceNumber,
            DeadLetterSource = deadLetterSource ?? DeadLetterSource,
            Delivery = Delivery with { VisibleAt = 0 },
        };
}
