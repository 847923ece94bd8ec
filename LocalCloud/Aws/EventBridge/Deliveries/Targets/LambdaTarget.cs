using System.Text.Json.Nodes;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>A function, version or alias: an asynchronous invocation, whose retries and destinations are Lambda's business.</summary>
internal static class LambdaTarget
{
    public static readonly TargetType Type = new(
        "lambda",
        arn => arn.Service == "lambda" && arn.Resource.StartsWith("function:", StringComparison.Ordinal),
        DeliverAsync
    );

    private static async ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation)
    {
        Arn.TryParse(call.Arn, out var arn);
        return DeliveryFailure.Of(
            await call
                .Host.InvokeAsync(
                    arn.Scope,
                    "lambda",
                    "Invoke",
                    new JsonObject
                    {
                        ["FunctionName"] = call.Arn,
                        ["InvocationType"] = "Event",
                        ["Payload"] = Convert.ToBase64String(call.Payload),
                    },
                    cancellation,
                    trace: call.TraceHeader
                )
                .ConfigureAwait(false)
        );
    }
}
