using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Platform.Outages;

/// <summary>A dependency that cannot be reached, or has no connection free, after all retries: 503 with Retry-After.</summary>
internal sealed partial class UnavailableHandler(IProblemDetailsService problems, ILogger<UnavailableHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if ((Outage.Of(exception) ?? Conflict(exception)) is not { } dependency)
        {
            return false;
        }

        LogUnavailable(exception, context.Request.Method, context.Request.Path, dependency);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = context,
                Exception = exception,
                ProblemDetails = new ProblemDetails
                {
                    Status = 503,
                    Title = Title(dependency),
                    Detail = "Nothing was changed, or the same request can be sent again safely.",
                },
            }
        );
    }

    // Transactions that got in each other's way until EF gave up
    private static Dependency? Conflict(Exception exception) => exception is RetryLimitExceededException ? Dependency.Database : null;

    private static string Title(Dependency dependency) =>
        dependency switch
        {
            Dependency.Database => "The database cannot be reached",
            Dependency.Sessions => "The sessions cannot be reached",
            Dependency.Files => "The file store cannot be reached",
            _ => "A part of the service cannot be reached",
        };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: {Dependency} cannot be reached")]
    private partial void LogUnavailable(Exception exception, string method, string path, Dependency dependency);
}
