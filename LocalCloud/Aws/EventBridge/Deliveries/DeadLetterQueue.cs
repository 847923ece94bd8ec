using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// The event as it was, with the reasons as message attributes:
/// docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
/// </summary>
internal static class DeadLetterQueue
{
    public static async ValueTask<DeliveryFailure?> SendAsync(
        EventsService service,
        Delivery delivery,
        DeliveryFailure failure,
        CancellationToken cancellation
    )
    {
        var queue = delivery.DeadLetterQueue!;
        if (!Arn.TryParse(queue, out _))
            return new DeliveryFailure("INVALID_PARAMETER", $"{queue} is not the ARN of a queue.", Retriable: false);
        var message = new TargetMessage(new(delivery.Event))
        {
            Attributes = DeadLetter.Attributes(delivery.Target.Arn!, failure, delivery.Attempts - 1, ("RULE_ARN", delivery.RuleArn)),
            TraceHeader = delivery.TraceHeader,
        };
        return FailureCode.Of(await service.Send(service.Host, queue, message, cancellation).ConfigureAwait(false));
    }
}
