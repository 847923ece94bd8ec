using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// The event as it was, with the reasons as message attributes:
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static ValueTask<DeliveryFailure?> SendAsync(EventsService service, Delivery delivery, DeliveryFailure failure, CancellationToken cancellation)
    {
        var attributes = new Dictionary<string, MessageAttributeValue>
        {
            ["RULE_ARN"] = MessageAttributeValue.Of(delivery.RuleArn),
            ["TARGET_ARN"] = MessageAttributeValue.Of(delivery.Target.Arn!),
            ["ERROR_CODE"] = MessageAttributeValue.Of(failure.Code),
            ["ERROR_MESSAGE"] = MessageAttributeValue.Of(failure.Message),
            ["RETRY_ATTEMPTS"] = MessageAttributeValue.Of($"{delivery.Attempts - 1}"),
        };
        if (failure.Exhausted is { } condition)
            attributes["EXHAUSTED_RETRY_CONDITION"] = MessageAttributeValue.Of(condition);
        var message = new SendMessageRequest { MessageBody = new Utf8Text(delivery.Event), MessageAttributes = attributes };
        return SqsTarget.SendAsync(service, delivery.Target.DeadLetterConfig!.Arn!, message, cancellation);
    }
}
