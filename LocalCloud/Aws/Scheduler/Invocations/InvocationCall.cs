using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>Invokes a target with the schedule's role: a templated one as its kind is called, a universal one by the operation that it
/// names.</summary>
internal static class InvocationCall
{
    /// <summary>null is success.</summary>
    public static async ValueTask<DeliveryFailure?> SendAsync(Host host, Scope scope, Invocation invocation, CancellationToken cancellation)
    {
        var target = invocation.Target;
        var payload = Payload.Of(invocation, scope);
        var caller = Caller.By(target.RoleArn);
        if (SdkTarget.Is(target.Arn!))
            return InvocationFailure.Of(
                await SdkAsync(host, scope, SdkTarget.Parse(target.Arn!)!, target.Input is null ? "{}" : payload, caller, cancellation)
                    .ConfigureAwait(false)
            );
        var message = new TargetMessage(payload)
        {
            Caller = caller,
            GroupId = target.SqsParameters?.MessageGroupId,
            Event = target.EventBridgeParameters is { } parameters
                ? new(parameters.Source!, parameters.DetailType!, [invocation.ScheduleArn])
                : null,
        };
        return InvocationFailure.Of(await TargetKinds.SendAsync(host, target.Arn!, message, cancellation).ConfigureAwait(false));
    }

    private static async ValueTask<AwsError?> SdkAsync(
        Host host,
        Scope scope,
        SdkTarget target,
        string payload,
        Caller caller,
        CancellationToken cancellation
    )
    {
        JsonObject input;
        try
        {
            if (JsonNode.Parse(payload) is not JsonObject members)
                return Errors.Invalid("The input of a universal target has to be a JSON object.");
            input = members;
        }
        catch (JsonException e)
        {
            return Errors.Invalid($"The input is no JSON once its context attributes are filled in: {e.Message}");
        }
        // In a schedule's input a payload is text, in the API a blob.
        if (target.Id == "lambda" && input["Payload"] is JsonValue text && text.TryGetValue<string>(out var body))
            input["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body));
        var result = await host.InvokeAsync(scope, target.Id, target.Operation, input, cancellation, caller).ConfigureAwait(false);
        return !result.Ok(out var answer, out var error) ? error
            : target.Id == "events" ? BusTarget.Refused(answer)
            : null;
    }
}
