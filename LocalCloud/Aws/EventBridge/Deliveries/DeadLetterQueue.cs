using LocalCloud.Aws.EventBridge.Deliveries.Targets;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// The event as it was, with the reasons as message attributes:
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static ValueTask<DeliveryFailure?> SendAsync(
        Host host,
        SendToQueue send,
        Delivery delivery,
        DeliveryFailure failure,
        CancellationToken cancellation
    )
    {
        var attributes = new Dictionary<string, string>
        {
            ["RULE_ARN"] = delivery.RuleArn,
            ["TARGET_ARN"] = delivery.Target.Arn!,
            ["ERROR_CODE"] = failure.Code,
            ["ERROR_MESSAGE"] = failure.Message,
            ["RETRY_ATTEMPTS"] = $"{delivery.Attempts - 1}",
        };
        if (failure.Exhausted is { } condition)
            attributes["EXHAUSTED_RETRY_CONDITION"] = condition;
        return SendAsync(
            host,
            send,
            delivery.Target.DeadLetterConfig!.Arn!,
            delivery.Event,
            attributes,
            cancellation,
            delivery.TraceHeader
        );
    }

    public static ValueTask<DeliveryFailure?> SendAsync(
        Host host,
        SendToQueue send,
        string queueArn,
        byte[] message,
        IReadOnlyDictionary<string, string> attributes,
        CancellationToken cancellation,
        string? trace = null
    ) =>
        SqsTarget.SendAsync(
            host,
            send,
            queueArn,
            new SendMessageRequest
            {
                MessageBody = new Utf8Text(message),
                MessageAttributes = attributes.ToDictionary(a => a.Key, a => MessageAttributeValue.Of(a.Value)),
                MessageSystemAttributes = SqsTarget.Trace(trace),
            },
            cancellation
        );
}
