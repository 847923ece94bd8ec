using System.Text.Json.Nodes;

namespace Lambda.Tests.Infrastructure;

/// <summary>The events that AWS's documentation shows, with what a test changes in them.</summary>
internal static class Samples
{
    public static string HttpApi(Action<JsonObject>? change = null) => Read("http-api-v2.json", change);

    public static string FunctionUrl(Action<JsonObject>? change = null) => Read("function-url.json", change);

    public static string RestApi(Action<JsonObject>? change = null) => Read("rest-api-v1.json", change);

    public static string LoadBalancer(Action<JsonObject>? change = null) => Read("alb.json", change);

    public static string LoadBalancerMultiValue(Action<JsonObject>? change = null) => Read("alb-multi-value.json", change);

    public static string LoadBalancerHealthCheck() => Read("alb-health-check.json", null);

    public static string Sqs(Action<JsonObject>? change = null) => Read("sqs.json", change);

    public static string EventBridge(Action<JsonObject>? change = null) => Read("eventbridge.json", change);

    public static string Scheduled() => Read("scheduled.json", null);

    /// <summary>A request of an HTTP API.</summary>
    public static string Get(string path, string query = "", params (string Name, string Value)[] headers) =>
        Request("GET", path, null, query, headers);

    public static string Post(string path, string body, params (string Name, string Value)[] headers) =>
        Request("POST", path, body, "", headers);

    /// <summary>A batch with these message ids; bodies are the ids unless given.</summary>
    public static string SqsBatch(string queue, params (string Id, string Body)[] messages) =>
        Sqs(batch =>
        {
            var sample = batch["Records"]![0]!;
            batch["Records"] = new JsonArray([
                .. messages.Select(message =>
                {
                    var record = sample.DeepClone();
                    record["messageId"] = message.Id;
                    record["body"] = message.Body;
                    record["eventSourceARN"] = $"arn:aws:sqs:us-east-1:123456789012:{queue}";
                    return record;
                }),
            ]);
        });

    private static string Request(string method, string path, string? body, string query, (string Name, string Value)[] headers) =>
        HttpApi(request =>
        {
            request["rawPath"] = path;
            request["rawQueryString"] = query;
            request.Remove("cookies");
            var http = request["requestContext"]!["http"]!;
            http["method"] = method;
            http["path"] = path;
            request["requestContext"]!["stage"] = "$default";
            var all = new JsonObject { ["host"] = "api.example.com", ["x-forwarded-proto"] = "https" };
            foreach (var (name, value) in headers)
            {
                all[name] = value;
            }

            request["headers"] = all;
            request["body"] = body;
        });

    private static string Read(string file, Action<JsonObject>? change)
    {
        var sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", file)))!.AsObject();
        change?.Invoke(sample);
        return sample.ToJsonString();
    }
}
