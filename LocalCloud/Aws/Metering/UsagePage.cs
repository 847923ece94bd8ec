using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Metering;

/// <summary>/_localcloud/usage: GET tells what was counted (?since=ISO 8601), DELETE begins anew.</summary>
internal static class UsagePage
{
    public const string Path = "/_localcloud/usage";

    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet(Path, http =>
            Since(http.Request, out var since) is { } wrong
                ? Pages.JsonAsync(http, new JsonObject { ["error"] = wrong }, StatusCodes.Status400BadRequest)
                : WriteAsync(http, UsageReports.Of(host, since))
        );
        routes.MapDelete(Path, http =>
        {
            host.Usage.Reset();
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    /// <summary>Null when the parameter is a time, or not there; else what is wrong.</summary>
    public static string? Since(HttpRequest request, out DateTimeOffset? since)
    {
        since = null;
        if (request.Query["since"] is not [{ Length: > 0 } text])
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return $"?since={text} is no time: it has to be ISO 8601, as in 2026-11-30T12:00:00Z";
        since = time;
        return null;
    }

    private static Task WriteAsync(HttpContext http, UsageReport report)
    {
        http.Response.ContentType = "application/json";
        return http
            .Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(report, UsageJson.Default.UsageReport), http.RequestAborted)
            .AsTask();
    }
}
