using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

/// <summary>First-class integrations with AWS services (docs: http-api-develop-integrations-aws-services-reference).</summary>
internal static class ServiceIntegration
{
    private const string Region = "Region";

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Known = new(StringComparer.Ordinal)
    {
        ["EventBridge-PutEvents"] = (["Detail", "DetailType", "Source"], ["Time", "EventBusName", "Resources", Region, "TraceHeader"]),
        ["SQS-SendMessage"] = (
            ["QueueUrl", "MessageBody"],
            ["DelaySeconds", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId", "MessageSystemAttributes", Region]
        ),
        ["SQS-ReceiveMessage"] = (
            ["QueueUrl"],
            [
                "AttributeNames",
                "MaxNumberOfMessages",
                "MessageAttributeNames",
                "ReceiveRequestAttemptId",
                "VisibilityTimeout",
                "WaitTimeSeconds",
                Region,
            ]
        ),
        ["SQS-DeleteMessage"] = (["ReceiptHandle", "QueueUrl"], [Region]),
        ["SQS-PurgeQueue"] = (["QueueUrl"], [Region]),
    };

    private static readonly string[] Numbers = ["DelaySeconds", "MaxNumberOfMessages", "VisibilityTimeout", "WaitTimeSeconds"];

    private static readonly string[] Json =
    [
        "MessageAttributes",
        "MessageSystemAttributes",
        "AttributeNames",
        "MessageAttributeNames",
        "Resources",
    ];

    private static readonly string[] NotHere =
    [
        "AppConfig-GetConfiguration",
        "Kinesis-PutRecord",
        "StepFunctions-StartExecution",
        "StepFunctions-StartSyncExecution",
        "StepFunctions-StopExecution",
    ];

    /// <summary>null for a subtype that is not supported.</summary>
    public static string[]? Required(string subtype) => Known.TryGetValue(subtype, out var known) ? known.Required : null;

    public static bool IsKnown(string subtype) => Known.ContainsKey(subtype) || NotHere.Contains(subtype);

    public static async Task<Answer> RunAsync(Call call, CancellationToken cancellation)
    {
        var subtype = call.Integration.IntegrationSubtype!;
        var (required, optional) = Known[subtype];
        var input = new JsonObject();
        foreach (var name in required.Concat(optional))
            if (
                call.Integration.RequestParameters!.TryGetValue(name, out var expression)
                && MappingValue.Read(expression, call) is { Length: > 0 } value
            )
            {
                if (Value(name, value) is not { } node)
                    return Answer.Message(StatusCodes.Status400BadRequest, "Bad Request");
                input[name] = node;
            }
        if (required.Any(name => !input.ContainsKey(name)))
            return Answer.Message(StatusCodes.Status400BadRequest, "Bad Request");
        var scope = input[Region] is { } region ? call.Scope with { Region = region.GetValue<string>() } : call.Scope;
        input.Remove(Region);
        return subtype.StartsWith("SQS-", StringComparison.Ordinal)
            ? await QueueAsync(call, scope, subtype["SQS-".Length..], input, cancellation).ConfigureAwait(false)
            : await EventsAsync(call, scope, input, cancellation).ConfigureAwait(false);
    }

    // The query protocol's answer.
    private static async Task<Answer> QueueAsync(Call call, Scope scope, string operation, JsonObject input, CancellationToken cancellation)
    {
        var sqs = call.Service.Host.Service("sqs");
        var caller = Caller.By(call.Integration.CredentialsArn);
        var result = await call
            .Service.Host.InvokeAsync(scope, "sqs", operation, input, cancellation, caller, call.Trace)
            .ConfigureAwait(false);
        var known = sqs.Find(operation)!;
        return result.Ok(out var value, out var error)
            ? Made(
                StatusCodes.Status200OK,
                "text/xml",
                sqs.QueryForm.Answer(sqs, known, JsonSerializer.Deserialize(value, known.Response)!, call.Context.RequestId)
            )
            : Made(error.Status, "text/xml", sqs.QueryForm.Failure(sqs, error, call.Context.RequestId));
    }

    private static async Task<Answer> EventsAsync(Call call, Scope scope, JsonObject entry, CancellationToken cancellation)
    {
        var result = await call
            .Service.Host.InvokeAsync(
                scope,
                "events",
                "PutEvents",
                new JsonObject { ["Entries"] = new JsonArray([entry]) },
                cancellation,
                Caller.By(call.Integration.CredentialsArn),
                call.Trace
            )
            .ConfigureAwait(false);
        const string Type = "application/x-amz-json-1.1";
        return result.Ok(out var value, out var error)
            ? Made(StatusCodes.Status200OK, Type, Encoding.UTF8.GetBytes(value.GetRawText()))
            : Made(
                error.Status,
                Type,
                Encoding.UTF8.GetBytes(new JsonObject { ["__type"] = error.Code, ["message"] = error.Message }.ToJsonString())
            );
    }

    private static Answer Made(int status, string type, byte[] body)
    {
        var answer = new Answer { Status = status, Body = body };
        answer.Headers.Add(("Content-Type", type));
        return answer;
    }

    private static JsonNode? Value(string name, string value)
    {
        if (Numbers.Contains(name))
            return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : null;
        if (name == "Time")
            return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000m)
                : null;
        if (!Json.Contains(name))
            return JsonValue.Create(value);
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
