using System.Runtime.ExceptionServices;
using System.Text.Json;
using Lambda.Http.Payloads;
using Lambda.Runtime;
using Lambda.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;

namespace Lambda.Http;

/// <summary>HTTP events of API Gateway, function URLs and load balancers, through the application's pipeline.</summary>
internal sealed partial class HttpInvocations(LambdaEnvironment environment, LambdaOptions options, ILogger<HttpInvocations> logger)
    : IInvocationHandler
{
    /// <summary>Set by the server, before the first invocation.</summary>
    public IHttpPipeline? Pipeline { get; set; }

    public bool Handles(JsonElement lambdaEvent) => HttpPayload.Of(lambdaEvent) is not null;

    public async Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken)
    {
        var payload = HttpPayload.Of(invocation.Event)!;
        var request = payload.Read(invocation.Event, options);
        TakeTrace(request.Headers, invocation);
        await using var response = options.ResponseStreaming
            ? new StreamingResponse(answer, request.Method, payload)
            : (HttpResponse)new BufferedResponse(answer, request.Method, payload, invocation.Event);
        using var lifetime = new RequestLifetime(cancellationToken);
        var features = Features(request, response, invocation, lifetime);
        await Pipeline!.RunAsync(
            features,
            () => features.Get<IHttpActivityFeature>()?.Activity.Describe(invocation, environment, FunctionSpans.Http),
            async failure =>
            {
                try
                {
                    await CompleteAsync(response, failure, cancellationToken);
                }
                finally
                {
                    await response.OnCompletedAsync();
                }
            }
        );
    }

    private async Task CompleteAsync(HttpResponse response, Exception? failure, CancellationToken cancellationToken)
    {
        if (
            cancellationToken.IsCancellationRequested
            && response.CanReplace
            && (failure is not null || response.StatusCode == StatusCodes.Status499ClientClosedRequest)
        )
        {
            LogCutOff(options.DeadlineMargin.TotalMilliseconds);
            response.Replace(
                StatusCodes.Status504GatewayTimeout,
                "The function's time is up",
                "The request was broken off shortly before the time-out of the function."
            );
        }
        else if (failure is not null && response.CanReplace)
        {
            LogUnhandled(failure);
            response.Replace(StatusCodes.Status500InternalServerError, "The request failed", null);
        }
        else if (failure is not null)
        {
            // Part of it has gone out: the stream ends with the error.
            ExceptionDispatchInfo.Throw(failure);
        }

        await response.SendAsync();
    }

    private static FeatureCollection Features(LambdaRequest request, HttpResponse response, Invocation invocation, RequestLifetime lifetime)
    {
        var limit = new RequestBodyLimit();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(
            new HttpRequestFeature
            {
                Protocol = request.Protocol,
                Scheme = request.Scheme,
                Method = request.Method,
                PathBase = request.PathBase,
                Path = request.Path,
                QueryString = request.QueryString,
                RawTarget = request.RawTarget,
                Headers = request.Headers,
                Body = new RequestBody(request.Body, limit),
            }
        );
        features.Set<IHttpRequestBodyDetectionFeature>(request);
        features.Set<IHttpMaxRequestBodySizeFeature>(limit);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response.Body);
        features.Set<IHttpConnectionFeature>(
            new HttpConnectionFeature { ConnectionId = invocation.RequestId, RemoteIpAddress = request.RemoteIp }
        );
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = invocation.RequestId });
        features.Set<IHttpRequestLifetimeFeature>(lifetime);
        if (request.User is not null)
        {
            features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = request.User });
        }

        // The whole event, for what a request cannot say: stage variables, what a Lambda authorizer found out.
        features.Set(invocation);
        return features;
    }

    /// <summary>The client's trace context leads; without one, X-Ray's does.</summary>
    private static void TakeTrace(IHeaderDictionary headers, Invocation invocation)
    {
        if (headers.TraceParent.Count == 0 && XRay.ToTraceParent(invocation.TraceHeader) is { } parent)
        {
            headers.TraceParent = parent;
        }
    }

    [LoggerMessage(LogLevel.Error, "The request was broken off {Milliseconds} ms before the function's time-out")]
    private partial void LogCutOff(double milliseconds);

    [LoggerMessage(LogLevel.Error, "The application left an exception unhandled")]
    private partial void LogUnhandled(Exception exception);
}
