using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Deliveries;

/// <summary>What a target gets, and in whose name. A kind of target takes what it has a place for and leaves the rest.</summary>
/// <param name="Body">the message of a queue or topic, the payload of a function, the detail of an event, the text of a log event</param>
internal sealed record TargetMessage(Utf8Text Body)
{
    /// <summary>Whose call it is on AWS.</summary>
    public Caller Caller { get; init; } = Caller.Service;

    /// <summary>Of a service that has to be let in by the target's own policy; null: nobody asks.</summary>
    public Sender? Sender { get; init; }

    /// <summary>Whose account and region the call is made in; null for the target's own.</summary>
    public Scope? Scope { get; init; }

    /// <summary>X-Ray's</summary>
    public string? TraceHeader { get; init; }

    /// <summary>Of FIFO queues and topics, and of fair queues.</summary>
    public string? GroupId { get; init; }

    /// <summary>Of FIFO queues.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Of topics.</summary>
    public string? Subject { get; init; }

    /// <summary>Of queues and topics.</summary>
    public Dictionary<string, MessageAttributeValue>? Attributes { get; init; }

    /// <summary>Of buckets, without a slash at its end.</summary>
    public string? Folder { get; init; }

    /// <summary>Of event buses, which take nothing without.</summary>
    public EventHead? Event { get; init; }
}

/// <summary>A service that delivers for itself.</summary>
/// <param name="Principal">as sns.amazonaws.com</param>
/// <param name="Source">ARN of the topic, rule or bucket</param>
/// <param name="Account">the source's, which the ARN of a bucket does not say</param>
internal sealed record Sender(string Principal, string Source, string Account);

/// <summary>What an event says beside its detail.</summary>
internal sealed record EventHead(string Source, string DetailType, IReadOnlyList<string> Resources);
