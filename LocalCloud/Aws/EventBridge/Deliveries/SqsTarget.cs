using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>How a message gets into a queue; a test puts something else in its place to see targets fail.</summary>
internal delegate ValueTask<Result<SendMessageResponse>> SendToQueue(Host host, Scope scope, SendMessageRequest request, CancellationToken cancellation);

/// <summary>Sends what the target's input settings make of the event to a queue.</summary>
internal static class SqsTarget
{
    public static readonly SendToQueue Send = (host, scope, request, cancellation) => host.InvokeAsync(scope, SendMessage.Definition, request, cancellation);

    public static ValueTask<DeliveryFailure?> SendAsync(EventsService service, Delivery delivery, CancellationToken cancellation)
    {
        if (!TargetInput.TryMake(delivery, out var body, out var failure))
            return ValueTask.FromResult<DeliveryFailure?>(failure);
        return SendAsync(service, delivery.Target.Arn!, new SendMessageRequest
        {
            MessageBody = new Utf8Text(body),
            MessageGroupId = delivery.Target.SqsParameters?.MessageGroupId,
            MessageSystemAttributes = delivery.TraceHeader is { } header ? new() { ["AWSTraceHeader"] = MessageAttributeValue.Of(header) } : null,
        }, cancellation);
    }

    public static async ValueTask<DeliveryFailure?> SendAsync(EventsService service, string queueArn, SendMessageRequest message, CancellationToken cancellation)
    {
        if (!Arn.TryParse(queueArn, out var arn))
            return new DeliveryFailure("INVALID_PARAMETER", $"{queueArn} is not the ARN of a queue.", Retriable: false);
        var addressed = message with { QueueUrl = $"{service.Host.Endpoint}/{arn.Scope.Account}/{arn.Resource}" };
        var result = await service.SendToQueue(service.Host, arn.Scope, addressed, cancellation).ConfigureAwait(false);
        return result.Error is { } error ? Failure(error) : null;
    }

    // EventBridge tries again after 5xx and 429 only
    private static DeliveryFailure Failure(AwsError error)
    {
        var throttled = error.Status == 429 || error.Code is "RequestThrottled" or "ThrottlingException";
        var code = error.Code switch
        {
            "QueueDoesNotExist" => "NO_RESOURCE",
            "AccessDenied" or "AccessDeniedException" => "NO_PERMISSIONS",
            _ when throttled => "THROTTLING",
            _ => error.Status >= 500 ? "INTERNAL_ERROR" : "ERROR_FROM_TARGET",
        };
        return new DeliveryFailure(code, error.Message, Retriable: throttled || error.Status >= 500);
    }
}
