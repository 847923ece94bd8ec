using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Data;

/// <summary>A database that cannot be reached, or has no connection free, after all retries: 503 with Retry-After.</summary>
internal sealed partial class DatabaseUnavailableHandler(IProblemDetailsService problems, ILogger<DatabaseUnavailableHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsUnavailable(exception))
        {
            return false;
        }

        LogUnavailable(exception, context.Request.Method, context.Request.Path);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            Exception = exception,
            ProblemDetails = new ProblemDetails { Status = 503, Title = "The database cannot be reached", Detail = "Nothing was changed, or the same request can be sent again safely." },
        });
    }

    private static bool IsUnavailable(Exception exception) =>
        exception is RetryLimitExceededException or TimeoutException || exception is NpgsqlException { IsTransient: true } || (exception.InnerException is { } inner && IsUnavailable(inner));

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed: the database cannot be reached")]
    private partial void LogUnavailable(Exception exception, string method, string path);
}
