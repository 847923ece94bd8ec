using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Routes;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway.Import;

/// <summary>An OpenAPI 3 definition with API Gateway's extensions (docs: http-api-open-api, api-gateway-swagger-extensions).</summary>
internal sealed class OpenApi
{
    private const string IntegrationMark = "x-amazon-apigateway-integration",
        AnyMethod = "x-amazon-apigateway-any-method",
        AuthorizerMark = "x-amazon-apigateway-authorizer";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    private readonly JsonObject _root;
    private readonly string _basePath;

    private OpenApi(JsonObject root, ApiInput api, string basePath) => (_root, Api, _basePath) = (root, api, basePath);

    public ApiInput Api { get; }

    public List<string> Warnings { get; } = [];

    public static Result<OpenApi> Read(ImportInput input)
    {
        if (Parse(input.Body!) is not { } root)
            return Errors.BadRequest("Invalid OpenAPI input.");
        if (Text(root["openapi"])?.StartsWith('3') != true)
            return Errors.BadRequest(
                root.ContainsKey("swagger")
                    ? "Unsupported OpenAPI version. HTTP APIs support OpenAPI 3.0 only."
                    : "Invalid OpenAPI input. The openapi member has to be 3.0.x."
            );
        if (Text(root["info"].At("title")) is not { Length: > 0 } title)
            return Errors.BadRequest("Invalid OpenAPI input. info.title is required.");
        if (input.Basepath is not (null or "ignore" or "prepend" or "split"))
            return Errors.BadRequest("Invalid value for basepath. Valid values are ignore, prepend, and split.");
        var api = new ApiInput
        {
            Name = title,
            Version = Text(root["info"].At("version")),
            Description = Text(root["info"].At("description")),
            CorsConfiguration = Cors(root["x-amazon-apigateway-cors"] as JsonObject),
            Tags = Tags(root["tags"] as JsonArray),
            DisableExecuteApiEndpoint =
                (root["x-amazon-apigateway-endpoint-configuration"].At("disableExecuteApiEndpoint") as JsonValue)?.TryGetValue<bool>(
                    out var off
                ) == true
                    ? off
                    : null,
        };
        if (api.Check() is { } refused)
            return refused;
        return new OpenApi(root, api, Prefix(root, input.Basepath));
    }

    /// <summary>Makes what the definition has, in the API.</summary>
    public Result<Nothing> Into(ApiEntry entry, Context context)
    {
        foreach (var (name, scheme) in _root["components"].At("securitySchemes") as JsonObject ?? [])
            if (scheme?[AuthorizerMark] is JsonObject definition)
            {
                var authorizer = AuthorizerOf(name, scheme, definition);
                if (AuthorizerRules.Check(entry, authorizer) is { } wrong)
                    return wrong;
                entry.Authorizers[authorizer.AuthorizerId] = authorizer;
            }
        foreach (var (path, item) in _root["paths"] as JsonObject ?? [])
        foreach (var (method, node) in item as JsonObject ?? [])
            if (
                node is JsonObject operation
                && (method == AnyMethod || Methods.Contains(method))
                && Add(entry, path, method, operation) is { } refused
            )
                return refused;
        return Nothing.Instance;
    }

    private AwsError? Add(ApiEntry entry, string path, string method, JsonObject operation)
    {
        var integration = Resolve(operation[IntegrationMark]);
        string? target = null;
        if (integration is null)
            Warnings.Add($"No integration defined for {method.ToUpperInvariant()} {path}");
        else
        {
            var made = IntegrationOf(integration);
            if (IntegrationRules.Check(made, "ImportApi") is { } wrong)
                return wrong;
            entry.Integrations[made.IntegrationId] = made;
            target = $"integrations/{made.IntegrationId}";
        }
        var isDefault = path == "/$default" || (operation["isDefaultRoute"] as JsonValue)?.TryGetValue<bool>(out var flag) == true && flag;
        var input = new RouteInput
        {
            RouteKey = isDefault
                ? RouteKey.Default
                : $"{(method == AnyMethod ? RouteKey.Any : method.ToUpperInvariant())} {_basePath}{path}",
            OperationName = Text(operation["operationId"]) is { Length: <= 64 } name ? name : null,
            Target = target,
        };
        input = Secured(entry, operation, input);
        var route = input.Onto(new Route { RouteId = Ids.Route() });
        if (RouteRules.Check(entry, input, route) is { } refused)
            return refused;
        entry.Routes[route.RouteId] = route;
        return null;
    }

    private RouteInput Secured(ApiEntry entry, JsonObject operation, RouteInput input)
    {
        if (
            (operation["security"] ?? _root["security"]) is not JsonArray { Count: > 0 } all
            || all[0] is not JsonObject { Count: > 0 } first
        )
            return Text(operation["x-amazon-apigateway-auth"].At("type")) == "AWS_IAM"
                ? input with
                {
                    AuthorizationType = "AWS_IAM",
                }
                : input;
        var (scheme, scopes) = first.First();
        if (entry.Authorizers.Values.FirstOrDefault(a => a.Name == scheme) is not { } authorizer)
            return Text(_root["components"].At("securitySchemes").At(scheme).At("x-amazon-apigateway-authtype")) == "awsSigv4"
                ? input with
                {
                    AuthorizationType = "AWS_IAM",
                }
                : input;
        var list = (scopes as JsonArray ?? []).Select(Text).OfType<string>().ToList();
        return input with
        {
            AuthorizationType = authorizer.AuthorizerType == "JWT" ? "JWT" : "CUSTOM",
            AuthorizerId = authorizer.AuthorizerId,
            AuthorizationScopes = list.Count > 0 && authorizer.AuthorizerType == "JWT" ? list : null,
        };
    }

    private static Authorizer AuthorizerOf(string name, JsonNode scheme, JsonObject definition) =>
        new()
        {
            AuthorizerId = Ids.Short(),
            Name = name,
            AuthorizerType = Text(definition["type"])?.ToUpperInvariant(),
            AuthorizerUri = Text(definition["authorizerUri"]),
            AuthorizerCredentialsArn = Text(definition["authorizerCredentials"]),
            AuthorizerPayloadFormatVersion = Text(definition["authorizerPayloadFormatVersion"]),
            AuthorizerResultTtlInSeconds = Number(definition["authorizerResultTtlInSeconds"]),
            EnableSimpleResponses =
                (definition["enableSimpleResponses"] as JsonValue)?.TryGetValue<bool>(out var simple) == true ? simple : null,
            IdentitySource = definition["identitySource"] is JsonArray sources
                ? [.. sources.Select(Text).OfType<string>()]
                : Text(definition["identitySource"])?.Split(',', StringSplitOptions.TrimEntries).ToList()
                    ?? (Text(scheme["in"]) == "header" && Text(scheme["name"]) is { } header ? [$"$request.header.{header}"] : null),
            JwtConfiguration = definition["jwtConfiguration"] is JsonObject jwt
                ? new()
                {
                    Issuer = Text(jwt["issuer"]),
                    Audience =
                        jwt["audience"] is JsonArray audience ? [.. audience.Select(Text).OfType<string>()]
                        : Text(jwt["audience"]) is { } one ? [one]
                        : null,
                }
                : null,
        };

    private static Integration IntegrationOf(JsonObject definition)
    {
        var type = Text(definition["type"])?.ToUpperInvariant();
        return new Integration
        {
            IntegrationId = Ids.Route(),
            IntegrationType = type,
            IntegrationSubtype = Text(definition["subtype"]),
            IntegrationUri = Text(definition["uri"]),
            IntegrationMethod = Text(definition["httpMethod"])?.ToUpperInvariant() is { } method
                ? (method == "X-AMAZON-APIGATEWAY-ANY-METHOD" ? RouteKey.Any : method)
                : null,
            ConnectionId = Text(definition["connectionId"]),
            ConnectionType = Text(definition["connectionType"]),
            CredentialsArn = Text(definition["credentials"]),
            Description = Text(definition["description"]),
            PayloadFormatVersion = Text(definition["payloadFormatVersion"]) ?? "1.0",
            TimeoutInMillis = Number(definition["timeoutInMillis"]),
            RequestParameters = (definition["requestParameters"] as JsonObject)?.ToDictionary(p => p.Key, p => Text(p.Value) ?? ""),
            ResponseParameters = (definition["responseParameters"] as JsonObject)?.ToDictionary(
                p => p.Key,
                p => (p.Value as JsonObject ?? []).ToDictionary(m => m.Key, m => Text(m.Value) ?? "")
            ),
        }.Complete();
    }

    // {"$ref": "#/components/x-amazon-apigateway-integrations/NAME"}
    private JsonObject? Resolve(JsonNode? node) =>
        node is JsonObject definition && Text(definition["$ref"])?.Split('/') is [.., var name]
            ? _root["components"].At("x-amazon-apigateway-integrations").At(name) as JsonObject
            : node as JsonObject;

    private static Cors? Cors(JsonObject? cors) =>
        cors is null
            ? null
            : new()
            {
                AllowCredentials = (cors["allowCredentials"] as JsonValue)?.TryGetValue<bool>(out var allow) == true ? allow : null,
                AllowHeaders = List(cors["allowHeaders"]),
                AllowMethods = List(cors["allowMethods"]),
                AllowOrigins = List(cors["allowOrigins"]),
                ExposeHeaders = List(cors["exposeHeaders"]),
                MaxAge = Number(cors["maxAge"]),
            };

    private static Dictionary<string, string>? Tags(JsonArray? tags)
    {
        var values = (tags ?? [])
            .Where(t => t?["x-amazon-apigateway-tag-value"] is not null)
            .ToDictionary(t => Text(t!["name"]) ?? "", t => Text(t!["x-amazon-apigateway-tag-value"]) ?? "");
        return values.Count == 0 ? null : values;
    }

    private static string Prefix(JsonObject root, string? basepath)
    {
        if (basepath is not ("prepend" or "split") || (root["servers"] as JsonArray)?.FirstOrDefault() is not { } server)
            return "";
        var path = Text(server["variables"].At("basePath").At("default"))?.Trim('/')
            ?? (Uri.TryCreate(Text(server["url"]), UriKind.Absolute, out var uri) ? uri.AbsolutePath.Trim('/') : "");
        if (basepath == "split")
            path = path.Contains('/') ? path[(path.IndexOf('/') + 1)..] : "";
        return path.Length == 0 ? "" : $"/{path}";
    }

    private static List<string>? List(JsonNode? node) =>
        node switch
        {
            JsonArray items => [.. items.Select(Text).OfType<string>()],
            JsonValue => [.. Text(node)!.Split(',', StringSplitOptions.TrimEntries)],
            _ => null,
        };

    private static int? Number(JsonNode? node) => int.TryParse(Text(node), out var number) ? number : null;

    private static string? Text(JsonNode? node) =>
        node is JsonValue value
            ? value.TryGetValue<string>(out var text)
                ? text
                : value.ToJsonString()
            : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.TrimStart().StartsWith('{')
                ? JsonNode.Parse(text) as JsonObject
                : CloudFormation.Templates.YamlTemplate.Read(text).Value as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
