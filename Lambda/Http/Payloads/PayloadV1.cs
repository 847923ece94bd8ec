using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http.Payloads;

/// <summary>
/// REST APIs, and HTTP APIs with payload format 1.0:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format.
/// </summary>
internal sealed class PayloadV1 : HttpPayload
{
    public override LambdaRequest Read(JsonElement lambdaEvent, LambdaOptions options)
    {
        var context = lambdaEvent.Object("requestContext")!.Value;
        var headers = Headers(lambdaEvent);
        if (headers.Host.Count == 0)
        {
            headers.Host = context.String("domainName");
        }

        // The path as it was called has the stage, or a custom domain's mapping, before the path that the event names first.
        var path = lambdaEvent.String("path") ?? "/";
        var called = context.String("path") is { } full && full.EndsWith(path, StringComparison.Ordinal) ? full : path;
        return LambdaRequest.Create(
            lambdaEvent.String("httpMethod")!,
            called,
            [options.PathBase, called[..^path.Length]],
            Query(lambdaEvent, encoded: false),
            headers,
            Body(lambdaEvent),
            "https",
            IPAddress.TryParse(context.Object("identity")?.String("sourceIp"), out var ip) ? ip : null,
            context.String("protocol"),
            Authorizer.User(context)
        );
    }

    public override void WritePrelude(Utf8JsonWriter json, IHttpResponseFeature response)
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", response.StatusCode);
        WriteMultiValueHeaders(json, response.Headers);
        json.WriteEndObject();
    }

    protected override void WriteHead(Utf8JsonWriter json, JsonElement request, IHttpResponseFeature response) =>
        WriteMultiValueHeaders(json, response.Headers);
}
