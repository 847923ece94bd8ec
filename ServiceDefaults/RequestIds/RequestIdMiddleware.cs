using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.RequestIds;

/// <summary>Gives each request its id, in the answer and in every log line, and says at the end how it was answered.</summary>
internal sealed partial class RequestIdMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestIdMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var scope = RequestId.Use(context.Request.Headers[RequestId.Header]);
        using var ids = WorkIds.Begin(logger);
        WorkIds.Add(Telemetry.Attributes.RequestId, scope.Value);
        context.TraceIdentifier = scope.Value;
        var (method, path, started) = (context.Request.Method, context.Request.Path.ToUriComponent(), time.GetTimestamp());

        // On starting, not now: the exception handler clears the headers of the answer that it replaces.
        context.Response.OnStarting(
            static state =>
            {
                var http = (HttpContext)state;
                http.Response.Headers[RequestId.Header] = http.TraceIdentifier;
                return Task.CompletedTask;
            },
            context
        );
        await next(context);
        LogAnswered(method, path, context.Response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Path}: {Status} after {Milliseconds:0} ms")]
    private partial void LogAnswered(string method, string path, int status, double milliseconds);
}
