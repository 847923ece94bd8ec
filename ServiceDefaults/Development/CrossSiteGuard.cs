using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Development;

/// <summary>
/// Refuses what a foreign page makes a developer's browser send: a service on this machine has no password, and any page could use it. By
/// name (another one than this machine's: DNS rebinding), by origin, and, where a browser sends no origin, by what it says of the page.
/// https://www.w3.org/TR/fetch-metadata/
/// </summary>
internal sealed partial class CrossSiteGuard(
    RequestDelegate next,
    LocalNames names,
    IProblemDetailsService problems,
    ILogger<CrossSiteGuard> logger
)
{
    public Task InvokeAsync(HttpContext context) => Refusal(context.Request) is { } refusal ? RefuseAsync(context, refusal) : next(context);

    private string? Refusal(HttpRequest request)
    {
        if (!names.IsAllowed(request.Host))
        {
            return $"In Development a service answers to names of this machine, and '{request.Host}' is none. "
                + $"Allow it, for example a tunnel, by {LocalNames.HostsSetting}={request.Host.Host} (several are separated by ';').";
        }

        if (request.Headers.Origin is [{ Length: > 0 } origin, ..])
        {
            return names.IsAllowed(origin, request.Host)
                ? null
                : $"In Development a service takes nothing from pages of elsewhere, as '{origin}' is. "
                    + $"Allow it by {LocalNames.OriginsSetting}={origin} (several are separated by ';').";
        }

        return request.Headers["Sec-Fetch-Site"] == "cross-site" && !IsNavigation(request)
            ? "In Development a service takes nothing from pages of elsewhere but links, and the browser says that this is cross-site."
            : null;
    }

    private static bool IsNavigation(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && request.Headers["Sec-Fetch-Dest"] == "document";

    private async Task RefuseAsync(HttpContext context, string refusal)
    {
        LogRefused(context.Request.Method, context.Request.Path, refusal);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails = new ProblemDetails
                {
                    Status = 403,
                    Title = "The request comes from elsewhere",
                    Detail = refusal,
                },
            }
        );
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was refused: {Refusal}")]
    private partial void LogRefused(string method, string path, string refusal);
}
