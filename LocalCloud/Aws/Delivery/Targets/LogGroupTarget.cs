using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>A CloudWatch Logs group: each message is a log event in a log stream of its own, as AWS does.</summary>
internal static class LogGroupTarget
{
    private const string Group = "log-group:";

    public static readonly TargetKind Kind = new("logs", Group, CallAsync);

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        // log-group:NAME or log-group:NAME:*
        var group = call.Arn.Resource[Group.Length..].Split(':')[0];
        var stream = new JsonObject { ["logGroupName"] = group, ["logStreamName"] = Guid.NewGuid().ToString() };
        var created = await call.Host.InvokeAsync(call.Scope, "logs", "CreateLogStream", stream, cancellation).ConfigureAwait(false);
        if (created.Error is { } error)
            return error;
        var events = stream.DeepClone().AsObject();
        events["logEvents"] = new JsonArray(
            (JsonNode)
                new JsonObject
                {
                    ["timestamp"] = call.Host.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                    ["message"] = call.Message.Body.ToString(),
                }
        );
        return (
            await call.Host.InvokeAsync(call.Scope, "logs", "PutLogEvents", events, cancellation, call.Message.Caller).ConfigureAwait(false)
        ).Error;
    }
}
