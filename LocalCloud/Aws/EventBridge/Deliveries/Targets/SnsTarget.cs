using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>A topic: the payload is the message.</summary>
internal static class SnsTarget
{
    public static readonly TargetType Type = new("sns", arn => arn.Service == "sns", DeliverAsync);

    private static async ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation)
    {
        Arn.TryParse(call.Arn, out var arn);
        var input = new JsonObject { ["TopicArn"] = call.Arn, ["Message"] = Encoding.UTF8.GetString(call.Payload) };
        if (call.MessageGroupId is { } group)
            input["MessageGroupId"] = group;
        return DeliveryFailure.Of(
            await call
                .Host.InvokeAsync(arn.Scope, "sns", "Publish", input, cancellation, Caller.Service, call.TraceHeader)
                .ConfigureAwait(false)
        );
    }
}
