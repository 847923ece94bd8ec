using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>Queues: subscribed ones, and the dead-letter queues of all.</summary>
internal static class QueueEndpoint
{
    public static ValueTask<DeliveryFailure?> SendAsync(SnsService service, Delivery delivery, CancellationToken cancellation) =>
        SendAsync(service, delivery.Subscription.Endpoint, delivery, cancellation);

    /// <summary>
    /// What the endpoint would have got, and nothing beside it: why it failed SNS tells in the delivery status logs alone.
    /// </summary>
    public static ValueTask<DeliveryFailure?> SendDeadAsync(SnsService service, Delivery delivery, CancellationToken cancellation) =>
        SendAsync(service, delivery.DeadLetterQueue!, delivery, cancellation);

    private static async ValueTask<DeliveryFailure?> SendAsync(
        SnsService service,
        string queueArn,
        Delivery delivery,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(queueArn, out var arn))
            return new("400", $"{queueArn} is not the ARN of a queue.", Retriable: false);
        var message = delivery.Message;
        var fifo = arn.Resource.EndsWith(".fifo", StringComparison.Ordinal);
        var sent = new TargetMessage(delivery.Body(service))
        {
            Sender = delivery.Sender,
            Attributes = delivery.IsRaw ? Attributes(message) : null,
            GroupId = message.GroupId,
            DeduplicationId = fifo ? message.DeduplicationId : null,
            TraceHeader = message.TraceHeader,
        };
        return EndpointFailure.Of(await TargetKinds.SendAsync(service.Host, queueArn, sent, cancellation).ConfigureAwait(false));
    }

    private static Dictionary<string, Sqs.MessageAttributeValue>? Attributes(PublishedMessage message) =>
        message
            .Attributes?.Where(a => !Messages.MessageAttributes.IsReserved(a.Key))
            .ToDictionary(
                a => a.Key,
                a => new Sqs.MessageAttributeValue
                {
                    DataType = a.Value.DataType,
                    StringValue = a.Value.StringValue,
                    BinaryValue = a.Value.BinaryValue,
                }
            );
}
