using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>AWS::Serverless::HttpApi, and the routes that events of functions add to it.</summary>
internal static class ServerlessHttpApi
{
    private static readonly string[] Known =
    [
        "Name",
        "Description",
        "StageName",
        "CorsConfiguration",
        "AccessLogSettings",
        "DefaultRouteSettings",
        "RouteSettings",
        "StageVariables",
        "DisableExecuteApiEndpoint",
        "Tags",
        "FailOnWarnings",
        "PropagateTags",
    ];

    public static string? Expand(Expansion into, string id, JsonObject resource, JsonObject properties)
    {
        if (
            properties.Select(p => p.Key).FirstOrDefault(p => p is "Auth" or "DefinitionBody" or "DefinitionUri" or "Domain") is { } lacking
        )
            return $"{lacking} is not supported by LocalCloud";
        if (Expansion.Unknown(properties, "HttpApi", Known) is { } unknown)
            return unknown;
        var api = Expansion.Pick(properties, "Name", "Description", "DisableExecuteApiEndpoint");
        api["Name"] ??= Expansion.Ref("AWS::StackName");
        api["ProtocolType"] = "HTTP";
        api["Tags"] = Map(properties);
        if (properties["CorsConfiguration"] is { } cors)
            api["CorsConfiguration"] = cors is JsonObject ? cors.DeepClone() : new JsonObject { ["AllowOrigins"] = new JsonArray("*") };
        into.Add(id, "AWS::ApiGatewayV2::Api", api, resource, isItself: true);

        var name = Scalars.Member(properties, "StageName");
        var stage = Expansion.Pick(properties, "AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables");
        stage["ApiId"] = Expansion.Ref(id);
        stage["StageName"] = properties["StageName"]?.DeepClone() ?? "$default";
        stage["AutoDeploy"] = true;
        stage["Tags"] = Map(properties);
        var stageId = name is null or "$default"
            ? $"{id}ApiGatewayDefaultStage"
            : $"{id}{string.Concat(name.Where(char.IsAsciiLetterOrDigit))}Stage";
        into.Add(stageId, "AWS::ApiGatewayV2::Stage", stage, resource);
        into.Name($"{id}.Stage", stageId);
        return null;
    }

    public static string? Route(ServerlessFunction function, string name, JsonObject properties)
    {
        if (properties.ContainsKey("Auth"))
            return $"Event with id [{name}] is invalid. Auth is not supported by LocalCloud";
        var (path, method) = (Scalars.Member(properties, "Path"), Scalars.Member(properties, "Method")?.ToUpperInvariant());
        if (path is null != method is null)
            return $"Event with id [{name}] is invalid. Path and Method must be given together.";
        var api = properties["ApiId"]?.DeepClone() ?? Expansion.Ref(function.Into.UseImplicitApi(function.Resource));
        var integration = $"{function.Id}{name}Integration";
        function.Into.Add(
            integration,
            "AWS::ApiGatewayV2::Integration",
            new()
            {
                ["ApiId"] = api,
                ["IntegrationType"] = "AWS_PROXY",
                ["IntegrationUri"] = function.TargetArn,
                ["PayloadFormatVersion"] = Scalars.Member(properties, "PayloadFormatVersion") ?? "2.0",
            },
            function.Resource
        );
        if (properties["TimeoutInMillis"] is { } timeout)
            function.Into.Resources![integration]!["Properties"]!["TimeoutInMillis"] = timeout.DeepClone();
        var route = path is null ? "$default" : $"{(method is "*" or "X-AMAZON-APIGATEWAY-ANY-METHOD" ? "ANY" : method)} {path}";
        if (properties["RouteSettings"] is { } settings)
            function.Into.SetRoute(api, route, settings);
        function.Into.Add(
            $"{function.Id}{name}Route",
            "AWS::ApiGatewayV2::Route",
            new()
            {
                ["ApiId"] = api.DeepClone(),
                ["RouteKey"] = route,
                ["Target"] = new JsonObject
                {
                    ["Fn::Join"] = new JsonArray("/", new JsonArray("integrations", Expansion.Ref(integration))),
                },
            },
            function.Resource
        );
        function.Permit(
            name,
            "apigateway.amazonaws.com",
            new JsonObject
            {
                ["Fn::Sub"] = new JsonArray(
                    $"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Api}}/*/{(method is null or "ANY" ? "*" : method)}{Wild(path)}",
                    new JsonObject { ["Api"] = api.DeepClone() }
                ),
            }
        );
        return null;
    }

    /// <summary>Path parameters as stars: permissions know nothing of them.</summary>
    private static string Wild(string? path) =>
        path is null ? "/*" : string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "*" : part));

    private static JsonObject Map(JsonObject properties) =>
        new(
            (properties["Tags"] as JsonObject ?? [])
                .Select(t => KeyValuePair.Create(t.Key, t.Value?.DeepClone()))
                .Prepend(new("httpapi:createdBy", "SAM"))
        );
}
