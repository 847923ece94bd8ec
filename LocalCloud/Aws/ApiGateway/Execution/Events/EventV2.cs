using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.ApiGateway.Execution.Events;

/// <summary>
/// Payload format 2.0 (docs: http-api-develop-integrations-lambda): what is empty is left out, names of headers are small, values joined.
/// </summary>
internal static class EventV2
{
    public static byte[] Of(Call call) => Event.Make(call, json =>
        {
            json.WriteString("version", "2.0");
            json.WriteString("routeKey", call.Route.RouteKey);
            Request(json, call);
            Context(json, call, call.Authorizer);
            Tail(json, call);
            var encoded = call.Body.Length > 0 && RequestBody.Write(json, call);
            json.WriteBoolean("isBase64Encoded", encoded);
        });

    /// <summary>Path, query, cookies and headers.</summary>
    public static void Request(Utf8JsonWriter json, Call call)
    {
        json.WriteString("rawPath", call.RawPath);
        json.WriteString(
            "rawQueryString",
            call.QueryMapped
                ? string.Join('&', call.Query.Select(q => $"{Uri.EscapeDataString(q.Name)}={Uri.EscapeDataString(q.Value)}"))
                : call.RawQuery
        );
        var cookies = call
            .Headers.Where(h => IsCookie(h.Name))
            .SelectMany(h => h.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        if (cookies.Count > 0)
        {
            json.WriteStartArray("cookies");
            cookies.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }
        json.Map("headers", Joined(call.Headers.Where(h => !IsCookie(h.Name)).Select(h => (h.Name.ToLowerInvariant(), h.Value))));
        if (call.Query.Count > 0)
            json.Map("queryStringParameters", Joined(call.Query));
    }

    public static void Context(Utf8JsonWriter json, Call call, JsonObject? authorizer)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", call.Scope.Account);
        json.WriteString("apiId", call.Api.ApiId);
        if (authorizer is not null)
        {
            json.WritePropertyName("authorizer");
            authorizer.WriteTo(json);
        }
        json.WriteString("domainName", call.DomainName);
        json.WriteString("domainPrefix", call.DomainPrefix);
        json.WriteStartObject("http");
        json.WriteString("method", call.Method);
        json.WriteString("path", call.RawPath);
        json.WriteString("protocol", call.Protocol);
        json.WriteString("sourceIp", call.SourceIp);
        json.WriteString("userAgent", call.UserAgent);
        json.WriteEndObject();
        json.WriteString("requestId", call.RequestId);
        json.WriteString("routeKey", call.Route.RouteKey);
        json.WriteString("stage", call.Stage.StageName);
        json.WriteString("time", call.TimeText);
        json.WriteNumber("timeEpoch", call.Time.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    public static void Tail(Utf8JsonWriter json, Call call)
    {
        if (call.PathParameters.Count > 0)
            json.Map("pathParameters", call.PathParameters);
        if (call.Stage.StageVariables.Count > 0)
            json.Map("stageVariables", call.Stage.StageVariables);
    }

    private static bool IsCookie(string header) => header.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string>> Joined(IEnumerable<(string Name, string Value)> values) =>
        values.GroupBy(v => v.Name, v => v.Value).Select(g => KeyValuePair.Create(g.Key, string.Join(',', g)));
}
