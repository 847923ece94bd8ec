using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge.Connections;
using LocalCloud.Aws.EventBridge.Deliveries;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>
/// The HTTP request of one invocation. Where target and connection name the same header or query parameter, the connection's counts;
/// a target's value that is a JSON path is read from the event.
/// </summary>
internal static class InvocationRequest
{
    public static HttpRequestMessage Make(ApiDestinationRow destination, ConnectionAuth auth, EventCall call)
    {
        using var document = JsonDocument.Parse(call.Delivery.Event, EventJson.Reading);
        var source = document.RootElement;
        var http = auth.InvocationHttpParameters;
        var query = Values(call.Delivery.Target.HttpParameters?.QueryStringParameters, http?.QueryStringParameters, source);
        var request = new HttpRequestMessage(
            new HttpMethod(destination.HttpMethod),
            HttpAddress.WithQuery(
                Path(destination.InvocationEndpoint, call.Delivery.Target.HttpParameters?.PathParameterValues, source),
                query
            )
        );
        var headers = Values(call.Delivery.Target.HttpParameters?.HeaderParameters, http?.HeaderParameters, source);
        request.Headers.TryAddWithoutValidation("User-Agent", "Amazon/EventBridge/ApiDestinations");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-1048575");
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Content = new ByteArrayContent(Body(call.Payload, http?.BodyParameters));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(headers.GetValueOrDefault("Content-Type"), out var type)
                ? type
                : new MediaTypeHeaderValue("application/json", "utf-8");
        }
        headers.Remove("Content-Type");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (auth.BasicAuthParameters is { } basic)
            Set(request, "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.Username}:{basic.Password}"))}");
        if (auth.ApiKeyAuthParameters is { } key)
            Set(request, key.ApiKeyName!, key.ApiKeyValue!);
        return request;
    }

    public static void Bear(HttpRequestMessage request, string token) => Set(request, "Authorization", $"Bearer {token}");

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }

    private static string Path(string endpoint, List<string>? values, JsonElement source)
    {
        foreach (var value in values ?? [])
        {
            var at = endpoint.IndexOf('*');
            if (at < 0)
                break;
            endpoint = $"{endpoint[..at]}{Uri.EscapeDataString(Dynamic(value, source))}{endpoint[(at + 1)..]}";
        }
        return endpoint;
    }

    private static Dictionary<string, string> Values(
        Dictionary<string, string>? target,
        List<ConnectionParameter>? connection,
        JsonElement source
    )
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in target ?? [])
            values[name] = Dynamic(value, source);
        foreach (var parameter in connection ?? [])
            values[parameter.Key!] = parameter.Value ?? "";
        return values;
    }

    private static string Dynamic(string value, JsonElement source)
    {
        if (JsonPath.Parse(value)?.Read(source) is not { } json)
            return value.StartsWith("$.", StringComparison.Ordinal) ? "" : value;
        return json.StartsWith('"') ? JsonNode.Parse(json)!.GetValue<string>() : json;
    }

    // only into an object can more members go
    private static byte[] Body(byte[] payload, List<ConnectionParameter>? parameters)
    {
        if (parameters is not { Count: > 0 } || !EventJson.IsObject(payload))
            return payload;
        var body = JsonNode.Parse(payload, documentOptions: EventJson.Reading)!.AsObject();
        foreach (var parameter in parameters)
            body[parameter.Key!] = parameter.Value;
        return EventJson.Write(json => body.WriteTo(json));
    }
}
