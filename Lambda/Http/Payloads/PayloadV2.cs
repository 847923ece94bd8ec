using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http.Payloads;

/// <summary>
/// HTTP APIs with payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html) and function URLs, which use
/// the same (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads).
/// </summary>
internal sealed class PayloadV2 : HttpPayload
{
    public override LambdaRequest Read(JsonElement lambdaEvent, LambdaOptions options)
    {
        var context = lambdaEvent.Object("requestContext")!.Value;
        var http = context.Object("http")!.Value;
        var headers = Headers(lambdaEvent);
        if (string.Join("; ", lambdaEvent.Strings("cookies")) is { Length: > 0 } cookies)
        {
            headers.Cookie = cookies;
        }

        if (headers.Host.Count == 0)
        {
            headers.Host = context.String("domainName");
        }

        // A stage other than $default is the first part of the path.
        return LambdaRequest.Create(
            http.String("method") ?? "GET",
            lambdaEvent.String("rawPath") ?? http.String("path") ?? "/",
            [options.PathBase, $"/{context.String("stage")}"],
            lambdaEvent.String("rawQueryString") ?? "",
            headers,
            Body(lambdaEvent),
            "https",
            IPAddress.TryParse(http.String("sourceIp"), out var ip) ? ip : null,
            http.String("protocol"),
            Authorizer.User(context)
        );
    }

    protected override void WriteHead(Utf8JsonWriter json, JsonElement request, IHttpResponseFeature response)
    {
        WriteJoinedHeaders(json, response.Headers);
        WriteCookies(json, response.Headers);
    }
}
