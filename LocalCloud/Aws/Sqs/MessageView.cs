using System.Globalization;
using System.Security.Cryptography;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

/// <summary>A message as its receiver sees it.</summary>
internal sealed record ReceivedMessage
{
    public required string MessageId { get; init; }

    public required string ReceiptHandle { get; init; }

    public required string MD5OfBody { get; init; }

    public required Utf8Text Body { get; init; }

    [QueryName("Attribute")]
    public Dictionary<string, string>? Attributes { get; init; }

    public string? MD5OfMessageAttributes { get; init; }

    [QueryName("MessageAttribute")]
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }
}

/// <summary>Shows messages with the attributes that a receive has asked for.</summary>
internal sealed class MessageView(ReceiveMessageRequest request)
{
    private static readonly string[] Names =
    [
        "SenderId",
        "SentTimestamp",
        "ApproximateReceiveCount",
        "ApproximateFirstReceiveTimestamp",
        "SequenceNumber",
        "MessageDeduplicationId",
        "MessageGroupId",
        "AWSTraceHeader",
        "DeadLetterQueueSourceArn",
    ];

    private readonly string[] _names = Asked(request);

    // Names of queue attributes are understood in the older parameter, and say nothing about a message.
    public static bool IsKnown(string name) => Names.Contains(name) || QueueAttributes.IsKnown(name);

    public ReceivedMessage Of(Message message, ReceiptHandle handle)
    {
        var content = message.Content;
        var attributes = Chosen(content.Attributes);
        return new()
        {
            MessageId = message.Id,
            ReceiptHandle = handle.ToString(),
            MD5OfBody = Convert.ToHexStringLower(MD5.HashData(content.Body.Bytes)),
            Body = content.Body,
            Attributes = _names.Length == 0 ? null : System(message),
            MD5OfMessageAttributes = Sqs.MessageAttributes.Md5(attributes),
            MessageAttributes = attributes,
        };
    }

    private static string[] Asked(ReceiveMessageRequest request)
    {
        string[] names = [.. (request.AttributeNames ?? []).Union(request.MessageSystemAttributeNames ?? [])];
        if (names.Length == 0)
            return [];
        return names.Contains("All") ? Names : [.. names.Intersect(Names)];
    }

    private Dictionary<string, string> System(Message message)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in _names)
            if (Value(message, name) is { } value)
                values[name] = value;
        return values;
    }

    private static string? Value(Message message, string name) =>
        name switch
        {
            "SenderId" => message.SenderId,
            "SentTimestamp" => Text(message.Sent),
            "ApproximateReceiveCount" => Text(message.Delivery.Receives),
            "ApproximateFirstReceiveTimestamp" => Text(message.Delivery.FirstReceived),
            "SequenceNumber" => message.SequenceNumber,
            "MessageDeduplicationId" => message.DeduplicationId,
            "MessageGroupId" => message.GroupId,
            "AWSTraceHeader" => message.TraceHeader,
            "DeadLetterQueueSourceArn" => message.DeadLetterSource,
            _ => null,
        };

    private Dictionary<string, MessageAttributeValue>? Chosen(Dictionary<string, MessageAttributeValue>? attributes)
    {
        if (attributes is null || request.MessageAttributeNames is not { Count: > 0 } names)
            return null;
        if (names.Contains("All") || names.Contains(".*"))
            return attributes;
        var chosen = attributes.Where(a => names.Exists(name => Matches(name, a.Key))).ToDictionary(StringComparer.Ordinal);
        return chosen.Count == 0 ? null : chosen;
    }

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith(".*", StringComparison.Ordinal) ? name.StartsWith(pattern[..^2], StringComparison.Ordinal) : pattern == name;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
