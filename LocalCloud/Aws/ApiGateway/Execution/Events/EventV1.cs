using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Events;

/// <summary>Payload format 1.0: that of REST APIs; what is empty is null.</summary>
internal static class EventV1
{
    private static readonly string[] Nobody =
    [
        "accessKey",
        "accountId",
        "caller",
        "cognitoAmr",
        "cognitoAuthenticationProvider",
        "cognitoAuthenticationType",
        "cognitoIdentityId",
        "cognitoIdentityPoolId",
        "principalOrgId",
    ];

    public static byte[] Of(Call call) => Event.Make(call, json =>
        {
            json.WriteString("version", "1.0");
            Request(json, call);
            Context(json, call);
            Tail(json, call);
            if (call.Body.Length == 0)
                json.WriteNull("body");
            var encoded = call.Body.Length > 0 && RequestBody.Write(json, call);
            json.WriteBoolean("isBase64Encoded", encoded);
        });

    public static string Resource(Call call) => call.Route.RouteKey.Split(' ') is [_, var path] ? path : call.Route.RouteKey;

    public static void Request(Utf8JsonWriter json, Call call)
    {
        json.WriteString("resource", Resource(call));
        json.WriteString("path", call.RawPath);
        json.WriteString("httpMethod", call.Method);
        json.Map("headers", Last(call.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase)));
        json.Lists("multiValueHeaders", call.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase));
        if (call.Query.Count == 0)
        {
            json.WriteNull("queryStringParameters");
            json.WriteNull("multiValueQueryStringParameters");
            return;
        }
        json.Map("queryStringParameters", Last(call.Query.GroupBy(q => q.Name)));
        json.Lists("multiValueQueryStringParameters", call.Query.GroupBy(q => q.Name));
    }

    public static void Context(Utf8JsonWriter json, Call call)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", call.Scope.Account);
        json.WriteString("apiId", call.Api.ApiId);
        if ((call.Authorizer?["jwt"] ?? call.Authorizer?["lambda"] ?? call.Authorizer?["iam"]) is { } authorizer)
        {
            json.WritePropertyName("authorizer");
            authorizer.WriteTo(json);
        }
        json.WriteString("domainName", call.DomainName);
        json.WriteString("domainPrefix", call.DomainPrefix);
        json.WriteString("extendedRequestId", call.RequestId);
        json.WriteString("httpMethod", call.Method);
        json.WriteStartObject("identity");
        foreach (var name in Nobody)
            json.WriteNull(name);
        json.WriteString("sourceIp", call.SourceIp);
        json.WriteNull("user");
        json.WriteString("userAgent", call.UserAgent);
        json.WriteNull("userArn");
        json.WriteEndObject();
        json.WriteString("path", call.RawPath);
        json.WriteString("protocol", call.Protocol);
        json.WriteString("requestId", call.RequestId);
        json.WriteString("requestTime", call.TimeText);
        json.WriteNumber("requestTimeEpoch", call.Time.ToUnixTimeMilliseconds());
        json.WriteString("resourceId", call.Route.RouteKey);
        json.WriteString("resourcePath", Resource(call));
        json.WriteString("stage", call.Stage.StageName);
        json.WriteEndObject();
    }

    public static void Tail(Utf8JsonWriter json, Call call)
    {
        json.MapOrNull("pathParameters", call.PathParameters);
        json.MapOrNull("stageVariables", call.Stage.StageVariables);
    }

    private static IEnumerable<KeyValuePair<string, string>> Last(IEnumerable<IGrouping<string, (string Name, string Value)>> groups) =>
        groups.Select(g => KeyValuePair.Create(g.Key, g.Last().Value));
}
