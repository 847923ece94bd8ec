using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Wire;

/// <summary>How one request is answered.</summary>
internal abstract class Route
{
    /// <summary>No signature is asked for.</summary>
    public virtual bool IsPublic(HttpRequest request) => false;

    public virtual SignatureScheme SignatureScheme => SignatureScheme.Usual;

    /// <summary>The service has rules of its own for pages of other origins.</summary>
    public virtual bool HasOwnCors(HttpRequest request) => false;

    public virtual Addressee Addressee => Addressee.Api;

    /// <summary>Rules of the addressed resource allow pages of the origin to ask this, or answer a preflight by themselves.</summary>
    public virtual bool AllowsOrigin(HttpRequest request, Context context, string origin) => false;

    /// <summary>A request that people are sent as a link.</summary>
    public virtual bool IsPublicLink(HttpRequest request) => false;

    /// <summary>Of a signature that does not hold.</summary>
    public virtual int RefusalStatus => StatusCodes.Status403Forbidden;

    public abstract Task AnswerAsync(HttpContext http, Context context);

    public abstract Task FailAsync(HttpContext http, Context context, AwsError error);

    protected static async Task WriteAsync(HttpContext http, int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }

    protected static AwsError Unknown(Service? service, string operation) =>
        new(
            "UnknownOperationException",
            service is null
                ? $"{operation} is no operation of a service that LocalCloud has."
                : $"{operation} of {service.Id} is not supported by LocalCloud."
        )
        {
            Namespace = "com.amazon.coral.service",
            QueryCode = "InvalidAction",
            QueryMessage = service?.InvalidAction(operation),
        };
}
