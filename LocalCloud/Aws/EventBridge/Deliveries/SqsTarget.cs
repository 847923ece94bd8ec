using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>Sends what the target's input settings make of the event to a queue.</summary>
internal static class SqsTarget
{
    public static ValueTask<DeliveryFailure?> SendAsync(Host host, Delivery delivery, CancellationToken cancellation)
    {
        if (!TargetInput.TryMake(delivery, out var body, out var failure))
            return ValueTask.FromResult<DeliveryFailure?>(failure);
        return SendAsync(host, delivery.Target.Arn!, body, json =>
        {
            if (delivery.Target.SqsParameters?.MessageGroupId is { } group)
                json.WriteString("MessageGroupId", group);
            if (delivery.TraceHeader is { } header)
            {
                json.WriteStartObject("MessageSystemAttributes");
                WriteAttribute(json, "AWSTraceHeader", header);
                json.WriteEndObject();
            }
        }, cancellation);
    }

    public static async ValueTask<DeliveryFailure?> SendAsync(
        Host host, string queueArn, ReadOnlyMemory<byte> body, Action<Utf8JsonWriter> further, CancellationToken cancellation)
    {
        if (!Arn.TryParse(queueArn, out var arn))
            return new DeliveryFailure("INVALID_PARAMETER", $"{queueArn} is not the ARN of a queue.", Retriable: false);
        var input = EventJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("QueueUrl", $"{host.Endpoint}/{arn.Scope.Account}/{arn.Resource}");
            json.WriteString("MessageBody", body.Span);
            further(json);
            json.WriteEndObject();
        });
        using var document = JsonDocument.Parse(input);
        var result = await host.InvokeAsync(arn.Scope, "sqs", "SendMessage", document.RootElement, cancellation).ConfigureAwait(false);
        return result.Error is { } error ? Failure(error) : null;
    }

    public static void WriteAttribute(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject(name);
        json.WriteString("DataType", "String");
        json.WriteString("StringValue", value);
        json.WriteEndObject();
    }

    // EventBridge tries again after 5xx and 429 only
    private static DeliveryFailure Failure(AwsError error)
    {
        var retriable = error.Status is >= 500 or 429;
        var code = error.Code switch
        {
            "QueueDoesNotExist" => "NO_RESOURCE",
            "AccessDenied" or "AccessDeniedException" => "NO_PERMISSIONS",
            "RequestThrottled" or "ThrottlingException" => "THROTTLING",
            _ => retriable ? "INTERNAL_ERROR" : "ERROR_FROM_TARGET",
        };
        return new DeliveryFailure(code, error.Message, retriable || code == "THROTTLING");
    }
}
