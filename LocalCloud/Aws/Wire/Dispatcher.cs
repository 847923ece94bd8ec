using System.Collections.Concurrent;
using LocalCloud.Aws.Iam.Access;
using LocalCloud.Aws.Telemetry;
using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Cbor;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Wire;

/// <summary>A request → its service, operation and protocol → the operation → the answer in that protocol.</summary>
internal sealed partial class Dispatcher(
    Host host,
    ILogger<Dispatcher> log,
    CancellationToken stopping,
    AccessGuard guard,
    SignatureCheck? signatures = null
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
        var context = ContextOf(http.Request, credential, life);
        var route = Find(http.Request, credential);
        if (guard.Refusal(http.Request, route, context) is { } message)
        {
            // Its body is not read
            http.Response.Headers.Connection = "close";
            await route.FailAsync(http, context, AccessDenied(message)).ConfigureAwait(false);
            return;
        }
        if (AnswersPreflight(http, route))
            return;
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

    private Context ContextOf(HttpRequest request, Credential credential, RequestLife life)
    {
        var xray = request.Headers["X-Amzn-Trace-Id"] is [{ Length: > 0 } given] ? given : null;
        return new(host, credential.Scope, Endpoint.Of(request), RandomId.New().ToString(), CancellationToken.None)
        {
            Life = life,
            TraceParent = request.Headers.TraceParent is [{ } parent] ? parent : XRay.TraceParent(xray),
            XRayTraceHeader = xray,
            IsRequest = true,
            AccessKeyId = credential.IsSigned ? credential.AccessKeyId : null,
            Caller = host.Usage.Callers.Of(request),
            Http = request,
        };
    }

    /// <summary>Tells the browser of a trusted page that the page may read the answer. True when that was all that it has asked.</summary>
    private bool AnswersPreflight(HttpContext http, Route route)
    {
        if (http.Request.Headers.Origin is not [{ } origin] || route.HasOwnCors(http.Request) || !guard.Trusts(origin, http.Request))
            return false;
        if (BrowserCors.IsPreflight(http.Request))
        {
            BrowserCors.Answer(http, origin);
            return true;
        }
        BrowserCors.Allow(http.Response, origin);
        return false;
    }

    private async ValueTask<AwsError?> RefuseAsync(HttpContext http, Route route, Credential credential, Context context)
    {
        var (request, scheme, isPublic) = (http.Request, route.SignatureScheme, route.IsPublic(http.Request));
        var isSigned = Signature.IsPresent(request) || scheme.IsOtherwiseSigned(request);
        // Where policies are enforced they say what may be done unsigned; nobody is taken for whom no signature was looked at.
        if (host.Access is not null && (isPublic || !isSigned))
        {
            context.Identity = Identity.Anonymous;
            return null;
        }
        // A link in a mail or in a confirmation request is followed by somebody who has no credentials
        if (
            signatures is not null
            && !isPublic
            && (isSigned || !route.IsPublicLink(request))
            && await signatures.RefuseAsync(http, scheme, route.RefusalStatus, context.Cancellation).ConfigureAwait(false) is { } refused
        )
            return refused;
        // Of two headers it would not be certain which one was looked at
        return host.Access is not null && request.Headers.Authorization.Count > 1
            ? scheme.Errors(route.RefusalStatus).Incomplete("Authorization header must occur once.")
            : AccessControl.Identify(context, credential, Metering.Callers.TokenOf(request), scheme);
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
        if (credential.IsSigned && host.Services.Any(s => s.QueryVersion is not null && s.SignsAs(credential.Service)))
            return new NamelessRoute();
        if (AbsentService.SpeaksXml(credential.Service))
            return new AbsentXmlRoute(credential.Service);
        // Signed for another service, or for one that is not here: S3 would tell of a bucket that nobody asked for.
        if (credential.IsSigned)
            return host.Services.FirstOrDefault(s => s.SignsAs(credential.Service)) is { } named
                ? new JsonRoute(named, $"{request.Method} {request.Path}", MaxBody)
                : new JsonRoute(null, $"{request.Method} {request.Path} of {credential.Service}", MaxBody);
        return _rest.Find(r => r.IsFallback) is { } fallback ? new RestRoute(fallback) : new JsonRoute(null, request.Path, MaxBody);
    }

    private List<Service> RestJson(HttpRequest request, Credential credential) =>
        credential.IsSigned
            ? _restJson.FindAll(s => s.SignsAs(credential.Service))
            : _restJson.FindAll(s => s.RestPaths!.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal)));

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} {Method} {Path} failed")]
    private static partial void Failed(ILogger log, string requestId, string method, string path, Exception e);
}
