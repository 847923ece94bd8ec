using LocalCloud.Aws.Wire;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws;

/// <summary>A service with a REST protocol: it finds its operations by itself and reads and writes the bodies as they stream.</summary>
internal abstract class RestService : Service
{
    /// <summary>Is this request one of ours? Asked in the order of registration, before the query protocol is considered.</summary>
    public abstract bool Owns(HttpRequest request, Credential credential);

    /// <summary>True for a request that needs no credentials: --verify-signatures does not look at it.</summary>
    public virtual bool IsPublic(HttpRequest request) => false;

    /// <summary>CORS rules of the resource let pages of the origin ask this, or it answers such a preflight by itself.</summary>
    public virtual bool AllowsOrigin(HttpRequest request, Context context, string origin) => false;

    /// <summary>Pages of other origins are let in by rules of the service's own; else by those of all of AWS's operations.</summary>
    public virtual bool HasOwnCors(HttpRequest request) => true;

    public virtual SignatureScheme SignatureScheme => SignatureScheme.Usual;

    /// <summary>True for the service that gets what nobody owns (S3, whose paths can be anything).</summary>
    public virtual bool IsFallback => false;

    /// <summary>
    /// Answers the request. An exception is logged and, when nothing was sent yet, becomes <see cref="FailAsync"/> with InternalFailure.
    /// </summary>
    public abstract Task HandleAsync(HttpContext http, Context context);

    /// <summary>Writes an error in the service's form.</summary>
    public abstract Task FailAsync(HttpContext http, Context context, AwsError error);
}
