using System.Collections.Concurrent;
using LocalCloud.Aws.Telemetry;
using LocalCloud.Aws.Wire.Cbor;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire;

/// <summary>A request → its service, operation and protocol → the operation → the answer in that protocol.</summary>
internal sealed partial class Dispatcher(
    Host host,
    ILogger<Dispatcher> log,
    CancellationToken stopping,
    Access.AccessGuard guard,
    Signatures.SignatureCheck? signatures = null
)
{
    // Above AWS's largest (16 MiB of DynamoDB's batch), so that AWS's own limits speak first. Streams (S3) have no limit here.
    public const int MaxBody = 32 << 20;

    private readonly Dictionary<string, Service> _byTarget = host
        .Services.Where(s => s.TargetPrefix is not null)
        .ToDictionary(s => s.TargetPrefix!, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonRoute> _routes = new(StringComparer.Ordinal);
    private readonly ILookup<string, Service> _byVersion = host
        .Services.Where(s => s.QueryVersion is not null)
        .ToLookup(s => s.QueryVersion!, StringComparer.Ordinal);
    private readonly List<Service> _restJson = [.. host.Services.Where(s => s.RestPaths is not null)];
    private readonly List<RestService> _rest = [.. host.Services.OfType<RestService>()];

    public async Task DispatchAsync(HttpContext http)
    {
        var credential = Credential.Of(http.Request);
        using var life = new RequestLife(http, stopping);
        var xray = http.Request.Headers["X-Amzn-Trace-Id"] is [{ Length: > 0 } given] ? given : null;
        var context = new Context(host, credential.Scope, Endpoint.Of(http.Request), RandomId.New().ToString(), CancellationToken.None)
        {
            Life = life,
            TraceParent = http.Request.Headers.TraceParent is [{ } parent] ? parent : XRay.TraceParent(xray),
            XRayTraceHeader = xray,
            IsRequest = true,
            AccessKeyId = credential.IsSigned ? credential.AccessKeyId : null,
            Caller = host.Usage.Callers.Of(http.Request),
            Http = http.Request,
        };
        var route = Find(http.Request, credential);
        if (guard.Refusal(http.Request, route, context) is { } message)
        {
            // Its body is not read
            http.Response.Headers.Connection = "close";
            await route.FailAsync(http, context, AccessDenied(message)).ConfigureAwait(false);
            return;
        }
        if (http.Request.Headers.Origin is [{ } origin] && !route.HasOwnCors(http.Request) && guard.Trusts(origin, http.Request))
        {
            if (BrowserCors.IsPreflight(http.Request))
            {
                BrowserCors.Answer(http, origin);
                return;
            }
            BrowserCors.Allow(http.Response, origin);
        }
        var span = Spans.Start(http.Request, context);
        try
        {
            if (await RefuseAsync(http, route, credential, context).ConfigureAwait(false) is { } refused)
                await route.FailAsync(http, context, refused).ConfigureAwait(false);
            else
                await route.AnswerAsync(http, context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (life.HasEnded)
        {
            if (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
                await route.FailAsync(http, context, new("ServiceUnavailable", "LocalCloud is stopping.", 503)).ConfigureAwait(false);
        }
        catch (FaultInjection.LostResponseException)
        {
            http.Abort();
        }
        catch (BadHttpRequestException e)
        {
            if (!http.Response.HasStarted)
                await route.FailAsync(http, context, new("RequestEntityTooLarge", e.Message, e.StatusCode)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failed(log, context.RequestId, http.Request.Method, http.Request.Path, e);
            if (!http.Response.HasStarted)
                await route.FailAsync(http, context, AwsError.InternalFailure).ConfigureAwait(false);
            else
                http.Abort();
        }
        finally
        {
            if (context.Counter is { } counter)
                host.Usage.AddBytes(
                    counter,
                    http.Request.ContentLength ?? 0,
                    HttpMethods.IsHead(http.Request.Method) ? 0 : http.Response.ContentLength ?? 0
                );
            Spans.End(span, context, http.Response.StatusCode);
        }
    }

    private async ValueTask<AwsError?> RefuseAsync(HttpContext http, Route route, Credential credential, Context context)
    {
        var (request, isPublic) = (http.Request, route.IsPublic(http.Request));
        var isSigned = Signatures.Signature.IsPresent(request) || route.SignsAsS3 && Signatures.OldPresigned.IsPresent(request);
        // Where policies are enforced they say what may be done unsigned; nobody is taken for whom no signature was looked at.
        if (host.Access is not null && (isPublic || !isSigned))
        {
            context.Identity = Iam.Access.Identity.Anonymous;
            return null;
        }
        if (
            signatures is not null
            && !isPublic
            && await signatures.RefuseAsync(http, route.SignsAsS3, route.RefusalStatus, context.Cancellation).ConfigureAwait(false)
                is { } refused
        )
            return refused;
        // Of two headers it would not be certain which one was looked at
        return host.Access is not null && request.Headers.Authorization.Count > 1
            ? new Signatures.SignatureErrors(route.SignsAsS3, route.RefusalStatus).Incomplete("Authorization header must occur once.")
            : Iam.Access.AccessControl.Identify(context, credential, Metering.Callers.TokenOf(request), route.SignsAsS3);
    }

    private static AwsError AccessDenied(string message) => new("AccessDenied", message, StatusCodes.Status403Forbidden);

    private Route Find(HttpRequest request, Credential credential)
    {
        if (request.Headers["X-Amz-Target"] is [{ Length: > 0 } target])
        {
            if (_routes.TryGetValue(target, out var known))
                return known;
            var dot = target.LastIndexOf('.');
            var service = _byTarget.GetValueOrDefault(target[..Math.Max(dot, 0)]);
            var route = new JsonRoute(service, target[(dot + 1)..], MaxBody);
            // Only what there is: callers can make up any number of others.
            return service?.Find(target[(dot + 1)..]) is null ? route : _routes.GetOrAdd(target, route);
        }
        if (CborRoute.IsMeant(request) && CborRoute.Target(request.Path) is var (shape, operation))
            return new CborRoute(_byTarget.GetValueOrDefault(shape), operation, MaxBody);
        foreach (var rest in _rest)
            if (rest.Owns(request, credential))
                return new RestRoute(rest);
        var isQuery =
            request.HasFormContentType
                && request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            || request.Query.ContainsKey("Action");
        // SES has both protocols under one signing name; no path of REST-JSON is the root.
        if (!(isQuery && request.Path == "/") && RestJson(request, credential) is { Count: > 0 } candidates)
            return new RestJsonRoute(candidates);
        if (isQuery)
            return new QueryRoute(_byVersion, host.Services, credential, MaxBody);
        // A queue's address in a browser, say: there is no operation without a name.
        if (
            credential.IsSigned
            && host.Services.Any(s =>
                s.QueryVersion is not null && (s.Id == credential.Service || s.OtherSigningNames.Contains(credential.Service))
            )
        )
            return new NamelessRoute();
        if (AbsentService.SpeaksXml(credential.Service))
            return new AbsentXmlRoute(credential.Service);
        // Signed for another service, or for one that is not here: S3 would tell of a bucket that nobody asked for.
        if (credential.IsSigned)
            return host.Services.FirstOrDefault(s => IsNamed(s, credential.Service)) is { } named
                ? new JsonRoute(named, $"{request.Method} {request.Path}", MaxBody)
                : new JsonRoute(null, $"{request.Method} {request.Path} of {credential.Service}", MaxBody);
        return _rest.Find(r => r.IsFallback) is { } fallback ? new RestRoute(fallback) : new JsonRoute(null, request.Path, MaxBody);
    }

    private List<Service> RestJson(HttpRequest request, Credential credential) =>
        credential.IsSigned
            ? _restJson.FindAll(s => s.Id == credential.Service || s.OtherSigningNames.Contains(credential.Service))
            : _restJson.FindAll(s => s.RestPaths!.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal)));

    private static bool IsNamed(Service service, string signingName) =>
        service.Id == signingName || service.OtherSigningNames.Contains(signingName);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} {Method} {Path} failed")]
    private static partial void Failed(ILogger log, string requestId, string method, string path, Exception e);
}

/// <summary>How one request is answered.</summary>
internal abstract class Route
{
    /// <summary>No signature is asked for.</summary>
    public virtual bool IsPublic(HttpRequest request) => false;

    public virtual bool SignsAsS3 => false;

    /// <summary>The service has rules of its own for pages of other origins.</summary>
    public virtual bool HasOwnCors(HttpRequest request) => false;

    public virtual Access.Addressee Addressee => Access.Addressee.Api;

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

/// <summary>A request of the query protocol without an action, as AWS answers it.</summary>
internal sealed class NamelessRoute : Route
{
    public override Task AnswerAsync(HttpContext http, Context context) => FailAsync(http, context, AwsError.InternalFailure);

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        WriteAsync(http, StatusCodes.Status404NotFound, "text/xml", "<UnknownOperationException/>\n"u8.ToArray());
}

internal sealed class RestRoute(RestService service) : Route
{
    public override bool IsPublic(HttpRequest request) => service.IsPublic(request);

    public override bool SignsAsS3 => service.SignsAsS3;

    public override Access.Addressee Addressee => Access.Addressee.Application;

    public override bool AllowsOrigin(HttpRequest request, Context context, string origin) =>
        service.AllowsOrigin(request, context, origin);

    // The fallback is asked about every service's preflight: a path names no service but a bucket.
    public override bool HasOwnCors(HttpRequest request) =>
        !service.IsFallback || request.Path != "/" || S3.Protocol.S3Target.BucketOfHost(request.Host.Value ?? "") is not null;

    public override Task AnswerAsync(HttpContext http, Context context)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        (context.ServiceId, context.OperationName) = (service.Id, http.Request.Method);
        return service.HandleAsync(http, context);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error) => service.FailAsync(http, context, error);
}
