namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// The event as it was, with the reasons as message attributes:
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static ValueTask<DeliveryFailure?> SendAsync(Host host, Delivery delivery, DeliveryFailure failure, CancellationToken cancellation) =>
        SqsTarget.SendAsync(host, delivery.Target.DeadLetterConfig!.Arn!, delivery.Event, json =>
        {
            json.WriteStartObject("MessageAttributes");
            SqsTarget.WriteAttribute(json, "RULE_ARN", delivery.RuleArn);
            SqsTarget.WriteAttribute(json, "TARGET_ARN", delivery.Target.Arn!);
            SqsTarget.WriteAttribute(json, "ERROR_CODE", failure.Code);
            SqsTarget.WriteAttribute(json, "ERROR_MESSAGE", failure.Message);
            SqsTarget.WriteAttribute(json, "RETRY_ATTEMPTS", $"{delivery.Attempts - 1}");
            if (failure.Exhausted is { } condition)
                SqsTarget.WriteAttribute(json, "EXHAUSTED_RETRY_CONDITION", condition);
            json.WriteEndObject();
        }, cancellation);
}
