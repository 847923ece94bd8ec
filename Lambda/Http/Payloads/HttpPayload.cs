using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lambda.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http.Payloads;

/// <summary>One form in which HTTP requests come as events, and the form of its answers.</summary>
internal abstract class HttpPayload
{
    private static readonly HttpPayload V2 = new PayloadV2();
    private static readonly HttpPayload V1 = new PayloadV1();
    private static readonly HttpPayload LoadBalancer = new LoadBalancerPayload();

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the answer's JSON.</summary>
    public virtual int MaxAnswerBytes => InvocationAnswer.MaxBytes;

    /// <summary>Null for an event that is no HTTP request.</summary>
    public static HttpPayload? Of(JsonElement lambdaEvent) =>
        lambdaEvent.Object("requestContext") is not { } context ? null
        : context.Object("http") is not null ? V2
        : context.Object("elb") is not null ? LoadBalancer
        : lambdaEvent.String("httpMethod") is not null ? V1
        : null;

    public abstract LambdaRequest Read(JsonElement lambdaEvent, LambdaOptions options);

    public void WriteAnswer(Utf8JsonWriter json, JsonElement request, IHttpResponseFeature response, ReadOnlyMemory<byte> body)
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", response.StatusCode);
        WriteHead(json, request, response);
        if (AnswerBody.IsText(response.Headers, body.Span))
        {
            json.WriteString("body", body.Span);
            json.WriteBoolean("isBase64Encoded", false);
        }
        else
        {
            json.WriteBase64String("body", body.Span);
            json.WriteBoolean("isBase64Encoded", true);
        }

        json.WriteEndObject();
    }

    /// <summary>Status, headers and cookies before a streamed body; the same for every sender that can take one.</summary>
    public virtual void WritePrelude(Utf8JsonWriter json, IHttpResponseFeature response)
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", response.StatusCode);
        WriteJoinedHeaders(json, response.Headers);
        WriteCookies(json, response.Headers);
        json.WriteEndObject();
    }

    /// <summary>What stands in an answer beside status and body.</summary>
    protected abstract void WriteHead(Utf8JsonWriter json, JsonElement request, IHttpResponseFeature response);

    /// <summary>One value per header; cookies, whose values may hold commas, are not among them.</summary>
    protected static void WriteJoinedHeaders(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject("headers");
        foreach (var (name, values) in headers)
        {
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                json.WriteString(name, string.Join(",", values.ToArray()));
            }
        }

        json.WriteEndObject();
    }

    protected static void WriteMultiValueHeaders(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject("multiValueHeaders");
        foreach (var (name, values) in headers)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    protected static void WriteCookies(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        if (headers.SetCookie.Count == 0)
        {
            return;
        }

        json.WriteStartArray("cookies");
        foreach (var cookie in headers.SetCookie)
        {
            json.WriteStringValue(cookie);
        }

        json.WriteEndArray();
    }

    protected static byte[] Body(JsonElement lambdaEvent) =>
        LambdaRequest.DecodeBody(lambdaEvent.String("body"), lambdaEvent.True("isBase64Encoded"));

    /// <summary>The multi-value form where it is there, else the single one.</summary>
    protected static IHeaderDictionary Headers(JsonElement lambdaEvent)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in lambdaEvent.Pairs("multiValueHeaders", "headers"))
        {
            headers.Append(name, value);
        }

        return headers;
    }

    /// <param name="encoded">Whether the values still are as they were sent.</param>
    protected static string Query(JsonElement lambdaEvent, bool encoded)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in lambdaEvent.Pairs("multiValueQueryStringParameters", "queryStringParameters"))
        {
            query
                .Append(query.Length == 0 ? "" : "&")
                .Append(encoded ? name : Uri.EscapeDataString(name))
                .Append('=')
                .Append(encoded ? value : Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
