using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>Invokes a target by the operation that its service offers to everyone.</summary>
internal static class TargetCall
{
    public static async ValueTask<Failure?> SendAsync(Host host, Scope scope, Invocation invocation, CancellationToken cancellation)
    {
        var payload = Payload.Of(invocation, scope);
        var arn = invocation.Target.Arn!;
        var caller = Caller.By(invocation.Target.RoleArn);
        Result<JsonElement> result;
        if (SdkTarget.Is(arn))
            result = await SdkAsync(
                    host,
                    scope,
                    SdkTarget.Parse(arn)!,
                    invocation.Target.Input is null ? "{}" : payload,
                    caller,
                    cancellation
                )
                .ConfigureAwait(false);
        else
        {
            Arn.TryParse(arn, out var parsed);
            var (operation, input) = Templated(host, invocation, parsed, payload);
            result = await host.InvokeAsync(parsed.Scope, parsed.Service, operation, input, cancellation, caller).ConfigureAwait(false);
        }
        return result.Ok(out var answer, out var error) ? Refused(answer) : Failure.Of(error);
    }

    private static (string Operation, JsonObject Input) Templated(Host host, Invocation invocation, Arn arn, string payload) =>
        arn.Service switch
        {
            "sqs" => (
                "SendMessage",
                With(
                    new() { ["QueueUrl"] = $"{host.Endpoint}/{arn.Scope.Account}/{arn.Resource}", ["MessageBody"] = payload },
                    "MessageGroupId",
                    invocation.Target.SqsParameters?.MessageGroupId
                )
            ),
            "sns" => ("Publish", new() { ["TopicArn"] = invocation.Target.Arn, ["Message"] = payload }),
            "lambda" => (
                "Invoke",
                new()
                {
                    ["FunctionName"] = invocation.Target.Arn,
                    ["InvocationType"] = "Event",
                    ["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)),
                }
            ),
            _ => (
                "PutEvents",
                new()
                {
                    ["Entries"] = new JsonArray(
                        new JsonObject
                        {
                            ["EventBusName"] = invocation.Target.Arn,
                            ["Source"] = invocation.Target.EventBridgeParameters!.Source,
                            ["DetailType"] = invocation.Target.EventBridgeParameters.DetailType,
                            ["Detail"] = payload,
                            ["Resources"] = new JsonArray(JsonValue.Create(invocation.ScheduleArn)),
                        }
                    ),
                }
            ),
        };

    private static async ValueTask<Result<JsonElement>> SdkAsync(
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
        return await host.InvokeAsync(scope, target.Id, target.Operation, input, cancellation, caller).ConfigureAwait(false);
    }

    // PutEvents tells of a failed entry in an answer that is none.
    private static Failure? Refused(JsonElement answer)
    {
        if (
            answer.ValueKind != JsonValueKind.Object
            || !answer.TryGetProperty("FailedEntryCount", out var failed)
            || failed.GetInt32() == 0
        )
            return null;
        var entry = answer.GetProperty("Entries").EnumerateArray().First(e => e.TryGetProperty("ErrorCode", out _));
        return new(
            entry.GetProperty("ErrorCode").GetString()!,
            entry.TryGetProperty("ErrorMessage", out var message) ? message.GetString()! : "",
            Retriable: false
        );
    }

    private static JsonObject With(JsonObject input, string name, string? value)
    {
        if (value is not null)
            input[name] = value;
        return input;
    }
}
