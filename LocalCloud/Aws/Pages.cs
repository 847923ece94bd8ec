using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Aws;

/// <summary>Health, coverage and the manual clock.</summary>
internal static class Pages
{
    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet("/_localcloud/health", http => JsonAsync(http, Health(host)));
        routes.MapGet("/_localstack/health", http => JsonAsync(http, Health(host)));
        routes.MapGet("/_localcloud/coverage", http => JsonAsync(http, Coverage(host)));
        FaultInjection.FaultPage.Map(routes, host);
        if (host.Time is FakeTimeProvider clock)
            routes.MapPost("/_localcloud/time/advance", http => AdvanceAsync(http, clock));
    }

    public static Task JsonAsync(HttpContext http, JsonNode json, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString());
    }

    private static JsonObject Health(Host host) => new()
    {
        ["status"] = "healthy",
        ["services"] = new JsonObject(host.Services.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Id, "running"))),
    };

    private static JsonObject Coverage(Host host) => new(host.Services.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Id, Coverage(s))));

    private static JsonObject Coverage(Service service)
    {
        var operations = new JsonObject();
        foreach (var operation in service.Operations)
            operations[operation.Name] = operation.Missing is { } missing
                ? new JsonObject { ["status"] = "partial", ["missing"] = missing }
                : new JsonObject { ["status"] = "supported" };
        foreach (var name in (service as RestService)?.RestOperations ?? [])
            operations[name] = new JsonObject { ["status"] = "supported" };
        foreach (var name in service.NotSupported)
        {
            var parts = name.Split(' ', 2);
            operations[parts[0]] = parts is [_, var reason]
                ? new JsonObject { ["status"] = "unsupported", ["missing"] = reason }
                : new JsonObject { ["status"] = "unsupported" };
        }
        return operations;
    }

    // ?seconds=N; answers the new time.
    private static Task AdvanceAsync(HttpContext http, FakeTimeProvider clock)
    {
        if (!double.TryParse(http.Request.Query["seconds"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || !(seconds is >= 0 and <= 3.2e9))
            return JsonAsync(http, new JsonObject { ["error"] = "?seconds= has to be a number of seconds that are to pass" }, StatusCodes.Status400BadRequest);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        return JsonAsync(http, new JsonObject { ["now"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
    }
}
