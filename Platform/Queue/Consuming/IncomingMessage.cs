using Amazon.SQS.Model;

namespace Platform.Queue.Consuming;

/// <summary>A message to be handled, whoever received it: this process from a queue, or Lambda for it.</summary>
/// <param name="System">Who delivers, by OpenTelemetry's names: <c>aws_sqs</c>, <c>aws_eventbridge</c>.</param>
/// <param name="Destination">The queue's or the bus's name.</param>
/// <param name="Delivery">1 at the first.</param>
/// <param name="Attributes">The sender's, as text.</param>
/// <param name="XRayTrace">X-Ray's header, from senders that know no other trace context.</param>
/// <param name="ReceiptHandle">What names this delivery to SQS; null for what comes from elsewhere.</param>
public sealed record IncomingMessage(
    string Id,
    string Body,
    string System,
    string Destination,
    int Delivery,
    IReadOnlyDictionary<string, string> Attributes,
    string? XRayTrace,
    string? ReceiptHandle = null
)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    internal static IncomingMessage From(Message message, string queueName) =>
        new(
            message.MessageId,
            message.Body,
            "aws_sqs",
            queueName,
            message.ReceiveCount(),
            (message.MessageAttributes ?? [])
                .Where(attribute => attribute.Value.StringValue is not null)
                .ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue),
            message.Attributes?.GetValueOrDefault("AWSTraceHeader"),
            message.ReceiptHandle
        );
}
