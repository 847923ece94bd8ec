using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>A topic.</summary>
internal static class TopicTarget
{
    public static readonly TargetKind Kind = new("sns", "", CallAsync);

    private static async ValueTask<AwsError?> CallAsync(TargetCall call, CancellationToken cancellation)
    {
        var message = call.Message;
        var input = new JsonObject { ["TopicArn"] = call.Text, ["Message"] = message.Body.ToString() };
        if (message.Subject is { } subject)
            input["Subject"] = subject;
        if (message.GroupId is { } group)
            input["MessageGroupId"] = group;
        if (message.Attributes is { } attributes)
            input["MessageAttributes"] = new JsonObject(
                attributes.Select(a =>
                    KeyValuePair.Create(
                        a.Key,
                        (JsonNode?)new JsonObject { ["DataType"] = a.Value.DataType, ["StringValue"] = a.Value.StringValue }
                    )
                )
            );
        return (
            await call
                .Host.InvokeAsync(call.Scope, "sns", "Publish", input, cancellation, message.Caller, message.TraceHeader)
                .ConfigureAwait(false)
        ).Error;
    }
}
