using System.Text.Json.Nodes;
using LocalCloud.Cost.Month;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Around;

/// <summary>What <c>GET /_localcloud/usage</c> answers, put into what is billed.</summary>
internal static class UsageDocument
{
    /// <param name="document">The answer.</param>
    /// <param name="stack">The physical ids of its resources: what others in the same cloud do is not the stack's.</param>
    public static UsageReading Read(JsonObject document, IEnumerable<string> stack)
    {
        var own = stack.Select(Name).ToHashSet(StringComparer.Ordinal);
        var streamed = new Dictionary<string, decimal>();
        var services = new List<ServiceUsage>();
        var routes = new Dictionary<string, decimal>();
        var polls = new List<QueuePolls>();
        decimal http = 0;
        foreach (var call in (document["calls"] as JsonArray ?? []).OfType<JsonObject>().Where(call => IsOf(own, call)))
        {
            var service = (string?)call["service"] ?? "";
            if (service == "execute-api" || service.StartsWith("apigateway", StringComparison.Ordinal))
            {
                var requests = Unit(call, "requests");
                http += requests;
                if ((string?)call["detail"] is { } route)
                    routes[route] = routes.GetValueOrDefault(route) + ((decimal?)call["count"] ?? 0);
            }
            if (
                service == "lambda"
                && (string?)call["operation"] == "InvokeWithResponseStream"
                && (decimal?)call["count"] is { } responses and > 0
            )
            {
                var function = Name((string?)call["resource"]);
                streamed[function] =
                    streamed.GetValueOrDefault(function)
                    + LambdaMonth.StreamedGigabytes(responses, ((decimal?)call["responseBytes"] ?? 0) / responses / 1_048_576);
            }
            if (service == "sqs" && (string?)call["operation"] == "ReceiveMessage")
            {
                polls.Add(
                    new(
                        Name((string?)call["resource"]),
                        (string?)call["function"],
                        (bool?)call["poller"] ?? false,
                        (decimal?)call["count"] ?? 0,
                        Unit(call, "emptyReceives")
                    )
                );
            }
            services.AddRange(Billed(service, call));
        }
        return new(UsageSource.Counted, Sum(services), http == 0 ? null : http, routes, polls) { Streamed = streamed };
    }

    // Made by one of its functions, or on something that it has; of a table's index, a bucket's objects, a log group the ARN says more
    private static bool IsOf(HashSet<string> own, JsonObject call) =>
        ((string?)call["function"] is { } function && own.Contains(function))
        || ((string?)call["resource"] is { } resource && resource.Split(':', '/', '*').Any(own.Contains));

    private static IEnumerable<ServiceUsage> Billed(string service, JsonObject call)
    {
        var (function, resource, operation) = (
            (string?)call["function"],
            (string?)call["resource"] ?? "",
            (string?)call["operation"] ?? ""
        );
        switch (service)
        {
            case "sqs":
                var empty = Unit(call, "emptyReceives");
                var price = resource.EndsWith(".fifo", StringComparison.Ordinal) ? Price.SqsFifoRequest : Price.SqsRequest;
                yield return new("SQS", "requests", price, Unit(call, "requests") - empty, function);
                // Those of Lambda's own pollers follow from the template: here they wait in another way than on AWS
                if ((bool?)call["poller"] != true)
                    yield return new("SQS, polls of empty queues", "requests", price, empty, function) { ByTime = true };
                break;
            case "events":
                yield return new("EventBridge", "events", Price.Event, Unit(call, "events"), function);
                break;
            case "scheduler":
                yield return new("EventBridge Scheduler", "invocations", Price.SchedulerInvocation, Unit(call, "invocations"), function)
                {
                    ByTime = true,
                };
                break;
            case "sns":
                yield return new("SNS", "requests", Price.SnsRequest, Unit(call, "requests"), function);
                if (Delivery((string?)call["detail"] ?? operation) is { } delivery)
                    yield return new(
                        $"SNS, deliveries by {delivery.Name}",
                        "deliveries",
                        delivery.Price,
                        Unit(call, "deliveries"),
                        function
                    );
                break;
            case "dynamodb":
                yield return new("DynamoDB, reads", "request units", Price.DynamoDbRead, Unit(call, "readUnits"), function);
                yield return new("DynamoDB, writes", "request units", Price.DynamoDbWrite, Unit(call, "writeUnits"), function);
                break;
            case "s3":
                yield return new("S3, PUT and LIST", "requests", Price.S3Tier1, Unit(call, "tier1"), function);
                yield return new("S3, GET and others", "requests", Price.S3Tier2, Unit(call, "tier2"), function);
                break;
            case "logs":
                yield return new("Logs", "GB", Price.LogGigabyte, Unit(call, "ingestedBytes") / 1_073_741_824, function);
                break;
            case "ses":
                yield return new("SES", "messages", Price.Mail, Unit(call, "messages"), function);
                break;
            case "execute-api":
            case var _ when service.StartsWith("apigateway", StringComparison.Ordinal):
                yield return new("HTTP API", "requests", Price.HttpApiRequest, Unit(call, "requests"), function);
                break;
        }
    }

    // Those to queues and functions are free: https://aws.amazon.com/sns/pricing/
    private static (string Name, string Price)? Delivery(string protocol) =>
        protocol.ToLowerInvariant() switch
        {
            "http" or "https" => ("HTTP", Price.SnsHttpDelivery),
            "email" or "email-json" => ("e-mail", Price.SnsEmailDelivery),
            _ => null,
        };

    private static List<ServiceUsage> Sum(List<ServiceUsage> services) =>
        [
            .. services
                .Where(s => s.Quantity > 0)
                .GroupBy(s => s with { Quantity = 0 })
                .Select(group => group.Key with { Quantity = group.Sum(s => s.Quantity) }),
        ];

    private static decimal Unit(JsonObject call, string name) => (decimal?)call["units"]?[name] ?? 0;

    // Of an ARN, of a queue's URL; a log group's name is a path
    private static string Name(string? id) => id?.Split(':', '/')[^1] ?? "";
}
