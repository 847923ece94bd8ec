using System.Text.Json;

namespace Lambda.Runtime;

/// <summary>An event that nothing in this function handles.</summary>
public sealed class UnknownEventException(JsonElement lambdaEvent)
    : Exception(
        $"Nothing in this function handles an event with {Shape(lambdaEvent)}. Known are: HTTP API (payload 1.0 and 2.0), function URL, "
            + "REST API, Application Load Balancer, "
            + "and, where the function has a handler for them, SQS batches and EventBridge events."
    )
{
    private static string Shape(JsonElement lambdaEvent) =>
        lambdaEvent.ValueKind == JsonValueKind.Object
            ? $"the members {string.Join(", ", lambdaEvent.EnumerateObject().Take(10).Select(member => member.Name))}"
            : $"a {lambdaEvent.ValueKind} for its root";
}
