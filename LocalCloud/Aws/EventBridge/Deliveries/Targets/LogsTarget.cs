using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>A CloudWatch Logs group: each event is a log event in a log stream of its own, as AWS does.</summary>
internal static class LogsTarget
{
    private const string Group = "log-group:";

    public static readonly TargetType Type = new(
        "logs",
        arn => arn.Service == "logs" && arn.Resource.StartsWith(Group, StringComparison.Ordinal),
        DeliverAsync
    );

    private static async ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation)
    {
        Arn.TryParse(call.Arn, out var arn);
        // log-group:NAME or log-group:NAME:*
        var group = arn.Resource[Group.Length..].Split(':')[0];
        var stream = Guid.NewGuid().ToString();
        var created = await call
            .Host.InvokeAsync(
                arn.Scope,
                "logs",
                "CreateLogStream",
                new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream },
                cancellation
            )
            .ConfigureAwait(false);
        if (DeliveryFailure.Of(created) is { } failure)
            return failure;
        var input = new JsonObject
        {
            ["logGroupName"] = group,
            ["logStreamName"] = stream,
            ["logEvents"] = new JsonArray(
                (JsonNode)
                    new JsonObject
                    {
                        ["timestamp"] = call.Host.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                        ["message"] = Encoding.UTF8.GetString(call.Payload),
                    }
            ),
        };
        return DeliveryFailure.Of(
            await call.Host.InvokeAsync(arn.Scope, "logs", "PutLogEvents", input, cancellation, Caller.Service).ConfigureAwait(false)
        );
    }
}
