using System.Text.Json;

namespace Lambda.Events;

/// <summary>A message of a batch from SQS: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html.</summary>
/// <param name="Attributes">System attributes: ApproximateReceiveCount, MessageGroupId, AWSTraceHeader, ...</param>
/// <param name="MessageAttributes">The string values of the sender's attributes.</param>
/// <param name="ReceiptHandle">What names this delivery to SQS, to change how long it stays hidden.</param>
public sealed record SqsRecord(
    string MessageId,
    string Body,
    string QueueArn,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> MessageAttributes,
    string? ReceiptHandle
)
{
    /// <summary>The last part of the queue's ARN.</summary>
    public string QueueName => QueueArn[(QueueArn.LastIndexOf(':') + 1)..];

    /// <summary>The queue keeps the order within a message group: what follows a failure has to wait for it.</summary>
    public bool IsFifo => QueueArn.EndsWith(".fifo", StringComparison.Ordinal);

    /// <summary>How many times the message has been received, this time included.</summary>
    public int ReceiveCount =>
        Attributes.TryGetValue("ApproximateReceiveCount", out var text) && int.TryParse(text, out var count) ? count : 1;

    internal static SqsRecord From(JsonElement record) =>
        new(
            record.String("messageId") ?? throw new JsonException("A record of the SQS event has no messageId."),
            record.String("body") ?? "",
            record.String("eventSourceARN") ?? "",
            record.Pairs("", "attributes").ToDictionary(pair => pair.Name, pair => pair.Value),
            record.Object("messageAttributes") is { } attributes
                ? attributes
                    .EnumerateObject()
                    .Where(attribute => attribute.Value.String("stringValue") is not null)
                    .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.String("stringValue")!)
                : [],
            record.String("receiptHandle")
        );
}
