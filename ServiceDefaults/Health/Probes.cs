using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Health;

/// <summary>Requests of whoever wants to know whether the service is well: the endpoints here, and <c>/health</c> below any path.</summary>
internal static class Probes
{
    public static bool IsProbe(this HttpRequest request) =>
        request.Path.Value is { } path && (path == "/alive" || path.EndsWith("/health", StringComparison.Ordinal));

    public static void UseQuietProbes(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (!context.Request.IsProbe())
                {
                    await next(context);
                    return;
                }

                using var quiet = Quiet.Begin();
                await next(context);
            }
        );
}
