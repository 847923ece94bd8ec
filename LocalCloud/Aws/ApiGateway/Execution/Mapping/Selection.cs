using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge.Deliveries;

namespace LocalCloud.Aws.ApiGateway.Execution.Mapping;

/// <summary>
/// <c>$request.header.x</c>, <c>$request.body.a.b</c>, <c>$context.requestId</c>, <c>$stageVariables.x</c>, <c>$response.header.x</c> and
/// the like.
/// </summary>
internal sealed record Selection(string Root, string? Part, string? Name)
{
    /// <param name="text">with its dollar sign</param>
    public static Selection? Parse(string text)
    {
        if (!text.StartsWith('$'))
            return null;
        var parts = text[1..].Split('.', 3);
        var selection = new Selection(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        return selection switch
        {
            { Root: "request", Part: "header" or "querystring", Name: not null } or { Root: "request", Part: "path" or "body" } =>
                selection,
            { Root: "response", Part: "header", Name: not null } or { Root: "response", Part: "body" } => selection,
            { Root: "context" or "stageVariables", Part: not null } => selection,
            _ => null,
        };
    }

    public bool ReadsBody => Root == "request" && Part == "body";

    public string? Read(Call call, Answer? answer = null) =>
        (Root, Part) switch
        {
            ("request", "header") => call.Header(Name!),
            ("request", "querystring") => call.QueryValue(Name!),
            ("request", "path") => Name is null ? call.RawPath : call.PathParameters.GetValueOrDefault(Name),
            ("request", "body") => OfBody(call.Body, Name),
            ("response", "header") => answer
                ?.Headers.Where(h => h.Name.Equals(Name, StringComparison.OrdinalIgnoreCase))
                .Select(h => h.Value)
                .LastOrDefault(),
            ("response", "body") => answer is null ? null : OfBody(answer.Body, Name),
            ("stageVariables", _) => call.Stage.StageVariables.GetValueOrDefault(Name is null ? Part! : $"{Part}.{Name}"),
            _ => OfContext(call, Name is null ? Part! : $"{Part}.{Name}"),
        };

    private static string? OfBody(ReadOnlyMemory<byte> body, string? path)
    {
        if (path is null)
            return System.Text.Encoding.UTF8.GetString(body.Span);
        try
        {
            using var document = JsonDocument.Parse(body);
            var json = JsonPath.Parse($"$.{path}")?.Read(document.RootElement);
            return json is null ? null
                : json.StartsWith('"') ? JsonNode.Parse(json)!.GetValue<string>()
                : json;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // docs: http-api-logging-variables
    private static string? OfContext(Call call, string name) =>
        name switch
        {
            "accountId" => call.Scope.Account,
            "apiId" => call.Api.ApiId,
            "awsEndpointRequestId" or "requestId" or "extendedRequestId" => call.RequestId,
            "domainName" => call.DomainName,
            "domainPrefix" => call.DomainPrefix,
            "httpMethod" => call.Method,
            "identity.sourceIp" => call.SourceIp,
            "identity.userAgent" => call.UserAgent,
            "path" => call.RawPath,
            "protocol" => call.Protocol,
            "requestTime" => call.TimeText,
            "requestTimeEpoch" => call.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "routeKey" => call.Route.RouteKey,
            "stage" => call.Stage.StageName,
            _ when name.StartsWith("authorizer.claims.", StringComparison.Ordinal) => Text(
                call.Authorizer?["jwt"]?["claims"]?[name["authorizer.claims.".Length..]]
            ),
            _ when name.StartsWith("authorizer.", StringComparison.Ordinal) => Text(
                call.Authorizer?["lambda"]?[name["authorizer.".Length..]]
            ),
            _ => null,
        };

    private static string? Text(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => node.ToJsonString(),
        };
}
