using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>A function, version or alias: an asynchronous invocation, whose retries and destinations are Lambda's business once it has been
/// accepted.</summary>
internal static class FunctionTarget
{
    public static readonly TargetKind Kind = new("lambda", "function:", CallAsync);

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        var message = call.Message;
        var input = new JsonObject
        {
            ["FunctionName"] = call.Text,
            ["InvocationType"] = "Event",
            ["Payload"] = Convert.ToBase64String(message.Body.Bytes),
        };
        // What a service does by itself is counted as the invocation that it leads to; only who acts with a role calls Lambda's API
        var caller = message.Caller == Caller.Service ? null : message.Caller;
        return (
            await call
                .Host.InvokeAsync(call.Scope, "lambda", "Invoke", input, cancellation, caller, message.TraceHeader)
                .ConfigureAwait(false)
        ).Error;
    }
}
