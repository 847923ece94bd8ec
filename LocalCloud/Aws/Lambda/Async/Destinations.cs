using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>Where outcomes of asynchronous invocations go: destinations get a record (docs: invocation-async-retain-records), dead-letter
/// queues the event.</summary>
internal static class Destinations
{
    /// <summary>null when all that wanted to know does; else why not.</summary>
    public static async ValueTask<string?> TellAsync(
        LambdaService service,
        LambdaState state,
        AsyncInvocation invocation,
        AsyncOutcome outcome,
        EventInvokeConfig? config,
        CancellationToken cancellation
    )
    {
        var host = service.Host;
        string? failure = null;
        if (
            (outcome.Succeeded ? config?.DestinationConfig?.OnSuccess : config?.DestinationConfig?.OnFailure)?.Arn is
            { Length: > 0 } destination
        )
            failure = await SendAsync(host, state, invocation, outcome, destination, cancellation).ConfigureAwait(false);
        var queue = outcome.Succeeded
            ? null
            : host.Read(state, s =>
                s.Functions.GetValueOrDefault(invocation.Function)?.Find(invocation.Qualifier)?.Configuration.DeadLetterConfig?.TargetArn
            );
        return queue is null
            ? failure
            : await BuryAsync(host, state, invocation, outcome, queue, cancellation).ConfigureAwait(false) ?? failure;
    }

    private static async ValueTask<string?> SendAsync(
        Host host,
        LambdaState state,
        AsyncInvocation invocation,
        AsyncOutcome outcome,
        string destination,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(destination, out var arn))
            return $"{destination} is no ARN";
        var record = Record(invocation, outcome, host.Time.GetUtcNow());
        var text = record.ToJsonString();
        var caller = state.Caller(CallerKind.Runtime, invocation.Function, invocation.Qualifier);
        if (arn.Service == "s3")
            return await new FailureBucket(host, state.Scope, caller)
                .KeepAsync(arn.Resource, $"aws/lambda/async/{invocation.Function}", text, cancellation)
                .ConfigureAwait(false);
        var (service, operation, input) = arn.Service switch
        {
            "sqs" => ("sqs", "SendMessage", Queue(host, arn, text)),
            "sns" => ("sns", "Publish", new JsonObject { ["TopicArn"] = destination, ["Message"] = text }),
            "lambda" => (
                "lambda",
                "Invoke",
                new JsonObject
                {
                    ["FunctionName"] = destination,
                    ["InvocationType"] = "Event",
                    ["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
                }
            ),
            _ => ("events", "PutEvents", Event(invocation, outcome, destination, text)),
        };
        var sent = await host.InvokeAsync(arn.Scope, service, operation, input, cancellation, caller).ConfigureAwait(false);
        return sent.Error is { } error ? $"{destination}: {error.Code} {error.Message}" : null;
    }

    private static JsonObject Event(AsyncInvocation invocation, AsyncOutcome outcome, string bus, string text) =>
        new()
        {
            ["Entries"] = new JsonArray(
                (JsonNode)
                    new JsonObject
                    {
                        ["Source"] = "lambda",
                        ["DetailType"] = $"Lambda Function Invocation Result - {(outcome.Succeeded ? "Success" : "Failure")}",
                        ["Resources"] = new JsonArray(bus, invocation.Arn),
                        ["Detail"] = text,
                        ["EventBusName"] = bus,
                    }
            ),
        };

    private static async ValueTask<string?> BuryAsync(
        Host host,
        LambdaState state,
        AsyncInvocation invocation,
        AsyncOutcome outcome,
        string target,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(target, out var arn))
            return $"{target} is no ARN";
        var body = invocation.Payload.Length == 0 ? "{}" : Encoding.UTF8.GetString(invocation.Payload);
        var input = arn.Service == "sqs" ? Queue(host, arn, body) : new JsonObject { ["TopicArn"] = target, ["Message"] = body };
        var error = outcome.Response is null ? "" : Message(outcome.Response);
        input["MessageAttributes"] = new JsonObject
        {
            ["RequestID"] = new JsonObject { ["DataType"] = "String", ["StringValue"] = invocation.Id },
            ["ErrorCode"] = new JsonObject { ["DataType"] = "Number", ["StringValue"] = "200" },
            ["ErrorMessage"] = new JsonObject
            {
                ["DataType"] = "String",
                ["StringValue"] = error.Length == 0 ? outcome.Condition : error[..Math.Min(error.Length, 1024)],
            },
        };
        var sent = await host.InvokeAsync(
                arn.Scope,
                arn.Service,
                arn.Service == "sqs" ? "SendMessage" : "Publish",
                input,
                cancellation,
                state.Caller(CallerKind.Runtime, invocation.Function, invocation.Qualifier)
            )
            .ConfigureAwait(false);
        return sent.Error is { } refused ? $"{target}: {refused.Code} {refused.Message}" : null;
    }

    public static JsonObject Queue(Host host, Arn queue, string body) =>
        new() { ["QueueUrl"] = $"{host.Endpoint}/{queue.Scope.Account}/{queue.Resource}", ["MessageBody"] = body };

    private static JsonObject Record(AsyncInvocation invocation, AsyncOutcome outcome, DateTimeOffset now)
    {
        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = invocation.Id,
                ["functionArn"] = invocation.Arn,
                ["condition"] = outcome.Condition,
                ["approximateInvokeCount"] = invocation.Attempts,
            },
            ["requestPayload"] = Json(invocation.Payload),
        };
        if (outcome.Response is null)
            return record;
        var context = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = outcome.ExecutedVersion };
        if (outcome.FunctionError is { } error)
            context["functionError"] = error;
        record["responseContext"] = context;
        record["responsePayload"] = Json(outcome.Response);
        return record;
    }

    private static JsonNode? Json(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? new JsonObject() : JsonNode.Parse(bytes);
        }
        catch (System.Text.Json.JsonException)
        {
            return Encoding.UTF8.GetString(bytes);
        }
    }

    private static string Message(byte[] response) => (Json(response) as JsonObject)?["errorMessage"]?.ToString() ?? "";
}
