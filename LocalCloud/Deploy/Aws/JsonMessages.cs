using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace LocalCloud.Deploy.Aws;

/// <summary>One call of a service that speaks JSON.</summary>
/// <param name="Path">With <c>{name}</c> for what stands in <paramref name="Parts"/>.</param>
/// <param name="Parts">Of the path; escaped by the SDK.</param>
sealed record JsonCall(string Method, string Path, params (string Name, string Value)[] Parts)
{
    /// <summary>Parameters without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    /// <summary>Of AWS's JSON protocol 1.1, such as <c>Logs_20140328.FilterLogEvents</c>; null: a REST call.</summary>
    public string? Target { get; init; }

    public JsonObject? Body { get; init; }

    public static JsonCall To(string target, JsonObject body) => new("POST", "/") { Target = target, Body = body };
}

sealed class JsonRequest(JsonCall call) : AmazonWebServiceRequest
{
    public JsonCall Call => call;
}

sealed class JsonAnswer : AmazonWebServiceResponse
{
    public JsonObject Body { get; init; } = [];
}

sealed class JsonMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly JsonMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = ((JsonRequest)input).Call;
        var request = new DefaultRequest(input, "Json")
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
        if (call.Target is not null)
            request.Headers["X-Amz-Target"] = call.Target;
        if (call.Body is null)
            return request;
        request.Content = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(call.Body);
        request.Headers["Content-Type"] = call.Target is null ? "application/json" : "application/x-amz-json-1.1";
        return request;
    }
}

/// <summary>Errors tell their kind in a header (REST) or in the body, the message in the body.</summary>
sealed class JsonUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly JsonUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        new JsonAnswer { Body = Read(context) as JsonObject ?? [] };

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        JsonObject? error = null;
        try
        {
            error = Read(context) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy's page
        }
        var headers = context.ResponseData;
        var kind = headers.IsHeaderPresent("x-amzn-ErrorType")
            ? headers.GetHeaderValue("x-amzn-ErrorType")
            : (string?)error?["__type"] ?? $"{statusCode}";
        return new AmazonServiceException(
            (string?)(error?["message"] ?? error?["Message"]) ?? $"HTTP {(int)statusCode}",
            innerException,
            (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver,
            kind.Split(':')[0].Split('#')[^1],
            "",
            statusCode
        );
    }

    static JsonNode? Read(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.Length == 0 ? null : JsonNode.Parse(body.ToArray());
    }
}
