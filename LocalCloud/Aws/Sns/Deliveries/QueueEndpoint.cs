using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>Queues: subscribed ones, and the dead-letter queues of all.</summary>
internal static class QueueEndpoint
{
    public static ValueTask<DeliveryFailure?> SendAsync(SnsService service, Delivery delivery, CancellationToken cancellation) =>
        SendAsync(service, delivery.Subscription.Endpoint, delivery, delivery.IsRaw ? Attributes(delivery.Message) : null, cancellation);

    /// <summary>What the endpoint would have got, and nothing beside it: why it failed SNS tells in the delivery status logs
    /// alone.</summary>
    public static ValueTask<DeliveryFailure?> SendDeadAsync(SnsService service, Delivery delivery, CancellationToken cancellation) =>
        SendAsync(service, delivery.DeadLetterQueue!, delivery, delivery.IsRaw ? Attributes(delivery.Message) : null, cancellation);

    private static async ValueTask<DeliveryFailure?> SendAsync(
        SnsService service,
        string queueArn,
        Delivery delivery,
        Dictionary<string, Sqs.MessageAttributeValue>? attributes,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(queueArn, out var arn))
            return new("400", $"{queueArn} is not the ARN of a queue.", Retriable: false);
        var message = delivery.Message;
        if (
            Iam.Access.DeliveryAccess.Refuse(
                service.Host,
                "sns.amazonaws.com",
                message.TopicArn,
                message.TopicArn.Split(':')[4],
                queueArn
            ) is
            { } denied
        )
            return new($"{denied.Status}", denied.Message, Retriable: false);
        var fifo = arn.Resource.EndsWith(".fifo", StringComparison.Ordinal);
        var result = await service
            .Host.InvokeAsync(
                Caller.Service,
                arn.Scope,
                SendMessage.Definition,
                new SendMessageRequest
                {
                    QueueUrl = $"{service.Host.Endpoint}/{arn.Scope.Account}/{arn.Resource}",
                    MessageBody = delivery.Body(service),
                    MessageAttributes = attributes,
                    MessageGroupId = message.GroupId,
                    MessageDeduplicationId = fifo ? message.DeduplicationId : null,
                    MessageSystemAttributes = message.TraceHeader is { } header
                        ? new() { ["AWSTraceHeader"] = Sqs.MessageAttributeValue.Of(header) }
                        : null,
                },
                cancellation
            )
            .ConfigureAwait(false);
        return result.Error is { } error ? new($"{error.Status}", error.Message, error.Status >= 500 || error.Status == 429) : null;
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
