using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>An event bus: the body is the detail of a new event.</summary>
internal static class BusTarget
{
    public static readonly TargetKind Kind = new("events", "event-bus/", CallAsync);

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        var message = call.Message;
        if (message.Event is not { } head)
            return new("InvalidArgument", $"What goes to {call.Text} needs a source and a detail type.");
        var entry = new JsonObject
        {
            ["EventBusName"] = call.Text,
            ["Source"] = head.Source,
            ["DetailType"] = head.DetailType,
            ["Resources"] = new JsonArray([.. head.Resources.Select(arn => (JsonNode?)JsonValue.Create(arn))]),
            ["Detail"] = message.Body.ToString(),
        };
        var put = await call
            .Host.InvokeAsync(
                call.Scope,
                "events",
                "PutEvents",
                new JsonObject { ["Entries"] = new JsonArray(entry) },
                cancellation,
                message.Caller,
                message.TraceHeader
            )
            .ConfigureAwait(false);
        return put.Ok(out var answer, out var error) ? Refused(answer) : error;
    }

    /// <summary>PutEvents tells of failed entries in an answer that is no error: the first of them.</summary>
    public static AwsError? Refused(JsonElement answer)
    {
        if (!answer.TryGetProperty("FailedEntryCount", out var failed) || failed.GetInt32() == 0)
            return null;
        var entry = answer.GetProperty("Entries").EnumerateArray().First(e => e.TryGetProperty("ErrorCode", out _));
        return new(
            entry.GetProperty("ErrorCode").GetString()!,
            entry.TryGetProperty("ErrorMessage", out var message) ? message.GetString()! : ""
        );
    }
}
