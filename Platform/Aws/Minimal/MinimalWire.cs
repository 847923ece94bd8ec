using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Platform.Aws.Minimal;

/// <param name="body">Null: a GET.</param>
internal sealed class MinimalRequest(string operation, string path, string? target, byte[]? body) : AmazonWebServiceRequest
{
    public string Operation => operation;

    public string Path => path;

    /// <summary>X-Amz-Target of the AWS JSON protocol; null in REST-JSON.</summary>
    public string? Target => target;

    public byte[]? Body => body;
}

internal sealed class MinimalResponse<T> : AmazonWebServiceResponse
{
    public T? Body { get; init; }
}

internal sealed class MinimalMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly MinimalMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var minimal = (MinimalRequest)input;
        var request = new DefaultRequest(minimal, minimal.Operation)
        {
            HttpMethod = minimal.Body is null ? "GET" : "POST",
            ResourcePath = minimal.Path,
            Content = minimal.Body,
        };
        if (minimal.Body is not null)
        {
            request.Headers["Content-Type"] = minimal.Target is null ? "application/json" : "application/x-amz-json-1.1";
        }

        if (minimal.Target is not null)
        {
            request.Headers["X-Amz-Target"] = minimal.Target;
        }

        return request;
    }
}

internal sealed class MinimalUnmarshaller<T>(JsonTypeInfo<T> type) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        new MinimalResponse<T> { Body = JsonSerializer.Deserialize(context.Stream, type) };

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        return new AmazonServiceException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
