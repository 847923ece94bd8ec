using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>A queue, be it a target or the dead-letter queue of one.</summary>
internal static class QueueTarget
{
    public static readonly TargetKind Kind = new("sqs", "", CallAsync);

    public static string Url(Host host, Arn queue) => $"{host.Endpoint}/{queue.Scope.Account}/{queue.Resource}";

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        var message = call.Message;
        var request = new SendMessageRequest
        {
            QueueUrl = Url(call.Host, call.Arn),
            MessageBody = message.Body,
            MessageAttributes = message.Attributes,
            MessageGroupId = message.GroupId,
            MessageDeduplicationId = message.DeduplicationId,
            MessageSystemAttributes = message.TraceHeader is { } header
                ? new() { ["AWSTraceHeader"] = MessageAttributeValue.Of(header) }
                : null,
        };
        return (
            await call.Host.InvokeAsync(message.Caller, call.Scope, SendMessage.Definition, request, cancellation).ConfigureAwait(false)
        ).Error;
    }
}
