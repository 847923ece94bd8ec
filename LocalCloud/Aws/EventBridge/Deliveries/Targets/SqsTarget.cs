using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>How a message gets into a queue; a test puts something else in its place to see targets fail.</summary>
internal delegate ValueTask<Result<SendMessageResponse>> SendToQueue(
    Host host,
    Scope scope,
    SendMessageRequest request,
    CancellationToken cancellation
);

/// <summary>A queue.</summary>
internal static class SqsTarget
{
    public static readonly TargetType Type = new("sqs", arn => arn.Service == "sqs", DeliverAsync);

    public static readonly SendToQueue Send = (host, scope, request, cancellation) =>
        host.InvokeAsync(Caller.Service, scope, SendMessage.Definition, request, cancellation);

    public static ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation) =>
        SendAsync(
            call.Host,
            call.SendToQueue,
            call.Arn,
            new SendMessageRequest
            {
                MessageBody = new Utf8Text(call.Payload),
                MessageGroupId = call.MessageGroupId,
                MessageSystemAttributes = Trace(call.TraceHeader),
            },
            cancellation
        );

    public static Dictionary<string, MessageAttributeValue>? Trace(string? header) =>
        header is null ? null : new() { ["AWSTraceHeader"] = MessageAttributeValue.Of(header) };

    public static async ValueTask<DeliveryFailure?> SendAsync(
        Host host,
        SendToQueue send,
        string queueArn,
        SendMessageRequest message,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(queueArn, out var arn))
            return new DeliveryFailure("INVALID_PARAMETER", $"{queueArn} is not the ARN of a queue.", Retriable: false);
        var addressed = message with { QueueUrl = $"{host.Endpoint}/{arn.Scope.Account}/{arn.Resource}" };
        var result = await send(host, arn.Scope, addressed, cancellation).ConfigureAwait(false);
        return DeliveryFailure.Of(result);
    }
}
