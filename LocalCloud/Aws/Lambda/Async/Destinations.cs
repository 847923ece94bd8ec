using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Async;

/// <summary>
/// Where outcomes of asynchronous invocations go: destinations get a record (docs: invocation-async-retain-records), dead-letter queues the
/// event.
/// </summary>
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
        var message = new TargetMessage(record.ToJsonString())
        {
            Caller = state.Caller(CallerKind.Runtime, invocation.Function, invocation.Qualifier),
            Scope = arn.Service == "s3" ? state.Scope : null,
            Folder = $"aws/lambda/async/{invocation.Function}",
            Event = new(
                "lambda",
                $"Lambda Function Invocation Result - {(outcome.Succeeded ? "Success" : "Failure")}",
                [destination, invocation.Arn]
            ),
        };
        return await TellAsync(host, destination, message, cancellation).ConfigureAwait(false);
    }

    /// <summary>null when the destination has it; else why not.</summary>
    public static async ValueTask<string?> TellAsync(
        Host host,
        string destination,
        TargetMessage message,
        CancellationToken cancellation
    ) =>
        await TargetKinds.SendAsync(host, destination, message, cancellation).ConfigureAwait(false) is { } error
            ? $"{destination}: {error.Code} {error.Message}"
            : null;

    private static async ValueTask<string?> BuryAsync(
        Host host,
        LambdaState state,
        AsyncInvocation invocation,
        AsyncOutcome outcome,
        string target,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(target, out _))
            return $"{target} is no ARN";
        var error = outcome.Response is null ? "" : Message(outcome.Response);
        var message = new TargetMessage(new(invocation.Payload.Length == 0 ? "{}"u8.ToArray() : invocation.Payload))
        {
            Caller = state.Caller(CallerKind.Runtime, invocation.Function, invocation.Qualifier),
            Attributes = new()
            {
                ["RequestID"] = MessageAttributeValue.Of(invocation.Id),
                ["ErrorCode"] = new() { DataType = "Number", StringValue = "200" },
                ["ErrorMessage"] = MessageAttributeValue.Of(error.Length == 0 ? outcome.Condition : error[..Math.Min(error.Length, 1024)]),
            },
        };
        return await TellAsync(host, target, message, cancellation).ConfigureAwait(false);
    }

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
