using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Lambda.Http.Payloads;

/// <summary>
/// Application Load Balancers, and their health checks:
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html.
/// </summary>
internal sealed class LoadBalancerPayload : HttpPayload
{
    // "The maximum size of the response JSON that the Lambda function can send is 1 MB."
    public override int MaxAnswerBytes => 1024 * 1024;

    public override LambdaRequest Read(JsonElement lambdaEvent, LambdaOptions options)
    {
        var headers = Headers(lambdaEvent);
        return LambdaRequest.Create(
            lambdaEvent.String("httpMethod") ?? "GET",
            lambdaEvent.String("path") ?? "/",
            [options.PathBase],
            Query(lambdaEvent, encoded: true),
            headers,
            Body(lambdaEvent),
            "http",
            ClientOf(headers)
        );
    }

    protected override void WriteHead(Utf8JsonWriter json, JsonElement request, IHttpResponseFeature response)
    {
        json.WriteString(
            "statusDescription",
            $"{response.StatusCode} {response.ReasonPhrase ?? ReasonPhrases.GetReasonPhrase(response.StatusCode)}"
        );

        // Which form it takes is a setting of the target group, which the request shows.
        if (request.Object("multiValueHeaders") is not null)
        {
            WriteMultiValueHeaders(json, response.Headers);
            return;
        }

        json.WriteStartObject("headers");
        foreach (var (name, values) in response.Headers)
        {
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                json.WriteString(name, string.Join(",", values.ToArray()));
            }
        }

        WriteCookiesByCase(json, response.Headers);
        json.WriteEndObject();
    }

    /// <summary>
    /// A header has one value in this form, but Set-Cookie, set-Cookie and so on are names of one header to every client.
    /// </summary>
    private static void WriteCookiesByCase(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        const string letters = "setcookie";
        var variant = 0;
        foreach (var cookie in headers.SetCookie)
        {
            var cased = string.Concat(letters.Select((letter, i) => (variant >> i & 1) == 1 ? char.ToUpperInvariant(letter) : letter));
            json.WriteString($"{cased[..3]}-{cased[3..]}", cookie);
            variant++;
        }
    }

    // The load balancer appends whom it speaks with; what stands before is the client's own word.
    private static IPAddress? ClientOf(IHeaderDictionary headers) =>
        headers["X-Forwarded-For"] is [.., { } last] && IPAddress.TryParse(last[(last.LastIndexOf(',') + 1)..].Trim(), out var ip)
            ? ip
            : null;
}
