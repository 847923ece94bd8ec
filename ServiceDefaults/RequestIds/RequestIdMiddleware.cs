using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.RequestIds;

internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var scope = RequestId.Use(context.Request.Headers[RequestId.Header]);
        context.TraceIdentifier = scope.Value;

        // On starting, not now: the exception handler clears the headers of the answer that it replaces.
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            http.Response.Headers[RequestId.Header] = http.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        await next(context);
    }
}
