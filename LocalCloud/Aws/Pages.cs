using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Execution;

namespace LocalCloud.Aws;

/// <summary>Health and coverage.</summary>
internal static class Pages
{
    private static readonly Lazy<string?> NoQuota = new(Cgroup.WhyNoQuota);

    public static void Map(IEndpointRouteBuilder routes, Host host)
    {
        routes.MapGet("/_localcloud/health", http => JsonAsync(http, Health(host)));
        routes.MapGet("/_localstack/health", http => JsonAsync(http, Health(host)));
        routes.MapGet("/_localcloud/coverage", http => JsonAsync(http, Of(host)));
        FaultInjection.FaultPage.Map(routes, host);
        Metering.UsagePage.Map(routes, host);
        Metering.PolicyPage.Map(routes, host);
        Clock.ClockPage.Map(routes, host);
    }

    public static Task JsonAsync(HttpContext http, JsonNode json, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString());
    }

    /// <summary>403, in plain words: it may be a person who sees it.</summary>
    public static Task RefuseAsync(HttpContext http, string message)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.Connection = "close";
        return http.Response.WriteAsync($"{message}\n");
    }

    private static JsonObject Health(Host host) =>
        new()
        {
            ["status"] = "healthy",
            ["services"] = new JsonObject(host.Services.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Id, "running"))),
            ["cpuLimits"] = CpuLimits(),
        };

    /// <summary>Whether functions can be held to their part of the CPU, and of how many cores that is.</summary>
    private static JsonObject CpuLimits()
    {
        var limits = new JsonObject { ["available"] = NoQuota.Value is null, ["cores"] = Environment.ProcessorCount };
        if (NoQuota.Value is { } reason)
            limits["reason"] = reason;
        return limits;
    }

    private static JsonObject Of(Host host) => new(host.Services.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Id, Of(s))));

    private static JsonObject Of(Service service)
    {
        var operations = new JsonObject();
        foreach (var operation in Coverage.Of(service))
        {
            var json = new JsonObject { ["status"] = operation.Status };
            if (operation.Missing is not null)
                json["missing"] = operation.Missing;
            operations[operation.Name] = json;
        }
        return operations;
    }
}
