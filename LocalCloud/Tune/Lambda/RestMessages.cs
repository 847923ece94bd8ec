using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace LocalCloud.Tune.Lambda;

/// <param name="Path">With <c>{function}</c> and the like for what stands in <paramref name="Parts"/>.</param>
/// <param name="Parts">Of the path; escaped by the SDK.</param>
sealed record RestCall(string Operation, string Method, string Path, params (string Name, string Value)[] Parts)
{
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    // A '+' in base64 would become six characters, and a package of 50 MB too large for Lambda
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RestCall WithJson(JsonObject body) => this with { Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, Plain) };
}

sealed class RestRequest(RestCall call) : AmazonWebServiceRequest
{
    public RestCall Call => call;
}

sealed class RestResponse : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];

    public Func<string, string?> Header { get; init; } = _ => null;

    /// <summary>An empty object where there is no body.</summary>
    public JsonObject Json => Body.Length == 0 ? [] : JsonNode.Parse(Body)!.AsObject();
}

sealed class RestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly RestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = ((RestRequest)input).Call;
        var request = new DefaultRequest(input, "Lambda")
        {
            HttpMethod = call.Method,
            ResourcePath = call.Path,
            UseQueryString = true,
        };
        foreach (var (name, value) in call.Parts)
            request.AddPathResource($"{{{name}}}", value);
        foreach (var (name, value) in call.Query)
            if (value is not null)
                request.Parameters.Add(name, value);
        foreach (var (name, value) in call.Headers)
            request.Headers[name] = value;
        if (call.Body.Length > 0)
        {
            request.Content = call.Body;
            request.Headers["Content-Type"] = "application/json";
        }
        return request;
    }
}

/// <summary>Errors as Lambda tells them: the kind in a header, the message in the body.</summary>
sealed class RestUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly RestUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        var headers = context.ResponseData;
        return new RestResponse
        {
            Body = Read(context),
            Header = name => headers.IsHeaderPresent(name) ? headers.GetHeaderValue(name) : null,
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var headers = context.ResponseData;
        var kind = headers.IsHeaderPresent("x-amzn-ErrorType") ? headers.GetHeaderValue("x-amzn-ErrorType").Split(':')[0] : $"{statusCode}";
        return new AmazonServiceException(
            Message(Read(context)) ?? $"HTTP {(int)statusCode}",
            innerException,
            (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver,
            kind,
            "",
            statusCode
        );
    }

    static string? Message(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject error ? (string?)(error["Message"] ?? error["message"]) : null;
        }
        catch (JsonException)
        {
            // A proxy's page
            return null;
        }
    }

    static byte[] Read(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.ToArray();
    }
}
