using System.Text.Json;

namespace Lambda.Runtime;

/// <summary>
/// Invocations that only keep an environment warm: <c>{"source": "serverless.warmup"}</c>, and the events of an EventBridge rule with a
/// schedule.
/// </summary>
internal static class WarmUp
{
    private const string Source = "serverless.warmup";

    public static bool Is(JsonElement lambdaEvent) =>
        lambdaEvent.ValueKind == JsonValueKind.Object
        && lambdaEvent.TryGetProperty("source", out var source)
        && (
            source.ValueEquals(Source)
            || (
                source.ValueEquals("aws.events")
                && lambdaEvent.TryGetProperty("detail-type", out var type)
                && type.ValueEquals("Scheduled Event")
            )
        );
}
