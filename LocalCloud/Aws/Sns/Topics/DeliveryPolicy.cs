using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns.Topics;

/// <summary>
/// How HTTP/S endpoints are tried again: docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html.
/// A topic has defaults under "http", a subscription its own.
/// </summary>
internal sealed record DeliveryPolicy
{
    private static readonly string[] RetryMembers =
    [
        "minDelayTarget",
        "maxDelayTarget",
        "numRetries",
        "numMaxDelayRetries",
        "numNoDelayRetries",
        "numMinDelayRetries",
        "backoffFunction",
    ];

    public int MinDelayTarget { get; private init; } = 20;
    public int MaxDelayTarget { get; private init; } = 20;
    public int NumRetries { get; private init; } = 3;
    public int NumMaxDelayRetries { get; private init; }
    public int NumNoDelayRetries { get; private init; }
    public int NumMinDelayRetries { get; private init; }
    public string BackoffFunction { get; private init; } = "linear";
    public string ContentType { get; private init; } = "text/plain; charset=UTF-8";

    private JsonNode? Throttle { get; init; }

    public static string? CheckTopic(string policy)
    {
        if (Json.Object(policy) is not { } document)
            return "DeliveryPolicy: failed to parse JSON.";
        return Unexpected(document, "http")
            ?? (
                document["http"] is JsonObject http
                    ? Unexpected(
                        http,
                        "defaultHealthyRetryPolicy",
                        "disableSubscriptionOverrides",
                        "defaultThrottlePolicy",
                        "defaultRequestPolicy",
                        "defaultSicklyRetryPolicy"
                    )
                        ?? CheckRetry(http["defaultHealthyRetryPolicy"], "http.defaultHealthyRetryPolicy")
                        ?? CheckThrottle(http["defaultThrottlePolicy"], "http.defaultThrottlePolicy")
                        ?? CheckRequest(http["defaultRequestPolicy"], "http.defaultRequestPolicy")
                    : null
            );
    }

    public static string? CheckSubscription(string policy)
    {
        if (Json.Object(policy) is not { } document)
            return "DeliveryPolicy: failed to parse JSON.";
        return Unexpected(document, "healthyRetryPolicy", "sicklyRetryPolicy", "throttlePolicy", "requestPolicy", "guaranteed")
            ?? CheckRetry(document["healthyRetryPolicy"], "healthyRetryPolicy")
            ?? CheckThrottle(document["throttlePolicy"], "throttlePolicy")
            ?? CheckRequest(document["requestPolicy"], "requestPolicy");
    }

    /// <summary>What holds for a subscription: its own policy, unless the topic forbids that, then the topic's, then the default.</summary>
    public static DeliveryPolicy Of(string? topic, string? subscription)
    {
        var http = Http(topic);
        var own =
            subscription is { Length: > 0 } && http?["disableSubscriptionOverrides"]?.ToString() != "true"
                ? Json.Object(subscription)
                : null;
        return Read(
            own?["healthyRetryPolicy"] ?? http?["defaultHealthyRetryPolicy"],
            own?["requestPolicy"] ?? http?["defaultRequestPolicy"],
            own?["throttlePolicy"] ?? http?["defaultThrottlePolicy"]
        );
    }

    /// <summary>The topic's EffectiveDeliveryPolicy.</summary>
    public static string Effective(string? topic)
    {
        var http = Http(topic);
        var policy = Of(topic, null);
        var throttle = policy.Throttle is { } limit ? $",\"defaultThrottlePolicy\":{limit.ToJsonString()}" : "";
        return $$$"""{"http":{"defaultHealthyRetryPolicy":{{{policy.Retry}}},"disableSubscriptionOverrides":{{{http?["disableSubscriptionOverrides"]?.ToJsonString() ?? "false"}}}{{{throttle}}},"defaultRequestPolicy":{{{policy.Request}}}}}""";
    }

    /// <summary>The subscription's EffectiveDeliveryPolicy.</summary>
    public static string Effective(string? topic, string? subscription)
    {
        var policy = Of(topic, subscription);
        return $$"""{"healthyRetryPolicy":{{policy.Retry}},"sicklyRetryPolicy":null,"throttlePolicy":{{policy.Throttle?.ToJsonString() ?? "null"}},"requestPolicy":{{policy.Request}},"guaranteed":false}""";
    }

    private string Retry =>
        $$"""{"minDelayTarget":{{MinDelayTarget}},"maxDelayTarget":{{MaxDelayTarget}},"numRetries":{{NumRetries}},"numMaxDelayRetries":{{NumMaxDelayRetries}},"numNoDelayRetries":{{NumNoDelayRetries}},"numMinDelayRetries":{{NumMinDelayRetries}},"backoffFunction":"{{BackoffFunction}}"}""";

    private string Request => $$"""{"headerContentType":{{Json.Text(ContentType)}}}""";

    private static JsonObject? Http(string? topic) => topic is { Length: > 0 } ? Json.Object(topic)?["http"] as JsonObject : null;

    private static DeliveryPolicy Read(JsonNode? retry, JsonNode? request, JsonNode? throttle)
    {
        var standard = new DeliveryPolicy();
        return new DeliveryPolicy
        {
            MinDelayTarget = Number("minDelayTarget") ?? standard.MinDelayTarget,
            MaxDelayTarget = Number("maxDelayTarget") ?? standard.MaxDelayTarget,
            NumRetries = Number("numRetries") ?? standard.NumRetries,
            NumMaxDelayRetries = Number("numMaxDelayRetries") ?? 0,
            NumNoDelayRetries = Number("numNoDelayRetries") ?? 0,
            NumMinDelayRetries = Number("numMinDelayRetries") ?? 0,
            BackoffFunction = (retry as JsonObject)?["backoffFunction"]?.ToString() ?? standard.BackoffFunction,
            ContentType = (request as JsonObject)?["headerContentType"]?.ToString() ?? standard.ContentType,
            Throttle = throttle,
        };

        int? Number(string name) =>
            (retry as JsonObject)?[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
    }

    private static string? Unexpected(JsonObject json, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in json)
            if (!known.Contains(name))
                return $"DeliveryPolicy: Unexpected JSON member: {name}";
        return null;
    }

    private static string? CheckRetry(JsonNode? node, string path)
    {
        if (node is null)
            return null;
        if (node is not JsonObject retry)
            return $"DeliveryPolicy: {path} must be a JSON object";
        if (Unexpected(retry, RetryMembers) is { } unexpected)
            return unexpected;
        foreach (var (name, value) in retry)
            if (
                name != "backoffFunction"
                && !(
                    value is JsonValue number
                    && number.GetValueKind() == JsonValueKind.Number
                    && number.TryGetValue<int>(out var n)
                    && n >= 0
                )
            )
                return $"DeliveryPolicy: {path}.{name} must be a non-negative integer";
        foreach (var name in (string[])["minDelayTarget", "maxDelayTarget", "numRetries"])
            if (!retry.ContainsKey(name))
                return $"DeliveryPolicy: {path}.{name} must be specified";
        if (retry["backoffFunction"] is { } backoff && backoff.ToString() is not ("linear" or "arithmetic" or "geometric" or "exponential"))
            return $"DeliveryPolicy: {path}.backoffFunction must be one of: linear, geometric, arithmetic, exponential";
        var policy = Read(retry, null, null);
        if (policy.NumRetries > 100)
            return $"DeliveryPolicy: {path}.numRetries must be less than or equal to 100";
        if (policy.MaxDelayTarget is < 1 or > 3600)
            return $"DeliveryPolicy: {path}.maxDelayTarget must be between 1 and 3600";
        if (policy.MinDelayTarget < 1 || policy.MinDelayTarget > policy.MaxDelayTarget)
            return $"DeliveryPolicy: {path}.minDelayTarget must be less than or equal to maxDelayTarget";
        return policy.NumNoDelayRetries + policy.NumMinDelayRetries + policy.NumMaxDelayRetries > policy.NumRetries
            ? $"DeliveryPolicy: {path}.numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and "
                + "numMaxDelayRetries"
            : null;
    }

    private static string? CheckThrottle(JsonNode? node, string path)
    {
        if (node is null)
            return null;
        if (node is not JsonObject throttle)
            return $"DeliveryPolicy: {path} must be a JSON object";
        return Unexpected(throttle, "maxReceivesPerSecond")
            ?? (
                throttle["maxReceivesPerSecond"] is null or JsonValue
                && (throttle["maxReceivesPerSecond"] is not JsonValue limit || limit.TryGetValue<int>(out var n) && n >= 1)
                    ? null
                    : $"DeliveryPolicy: {path}.maxReceivesPerSecond must be greater than or equal to 1"
            );
    }

    private static string? CheckRequest(JsonNode? node, string path)
    {
        if (node is null)
            return null;
        if (node is not JsonObject request)
            return $"DeliveryPolicy: {path} must be a JSON object";
        return Unexpected(request, "headerContentType")
            ?? (
                request["headerContentType"] is null or JsonValue
                && System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request["headerContentType"]?.ToString() ?? "text/plain", out _)
                    ? null
                    : $"DeliveryPolicy: {path}.headerContentType is not a valid content type"
            );
    }
}
