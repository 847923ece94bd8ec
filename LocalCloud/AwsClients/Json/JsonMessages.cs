using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace LocalCloud.AwsClients.Json;

internal sealed class JsonRequest(JsonCall call) : AmazonWebServiceRequest
{
    public JsonCall Call => call;
}

internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];

    public Func<string, string?> Header { get; init; } = _ => null;

    /// <summary>An empty object where there is no body.</summary>
    public JsonObject Json => Body.Length == 0 ? [] : JsonNode.Parse(Body) as JsonObject ?? [];
}

internal sealed class JsonMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
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
        foreach (var (name, value) in call.Headers)
            request.Headers[name] = value;
        if (call.Body.Length == 0)
            return request;
        request.Content = call.Body;
        request.Headers["Content-Type"] = call.Target is null ? "application/json" : "application/x-amz-json-1.1";
        return request;
    }
}

/// <summary>Errors tell their kind in a header (REST) or in the body, the message in the body.</summary>
internal sealed class JsonUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly JsonUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        var headers = context.ResponseData;
        return new JsonAnswer
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
        var error = Error(Read(context));
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

    private static JsonObject? Error(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing
            return null;
        }
    }

    private static byte[] Read(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.ToArray();
    }
}
