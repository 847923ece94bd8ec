using System.Text.Json.Nodes;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>A span as the dashboard has it.</summary>
sealed record Span(string Service, string Name, string Id, string? ParentId, string Source);

/// <summary>The dashboard's telemetry API.</summary>
sealed class Telemetry : IDisposable
{
    readonly HttpClient http;

    Telemetry(Uri dashboard, string key)
    {
        http = new() { BaseAddress = dashboard };
        http.DefaultRequestHeaders.Add("x-api-key", key);
    }

    /// <param name="dashboard">Any address in it.</param>
    public static Telemetry Of(DistributedApplication app, Uri dashboard) =>
        new(dashboard, app.Services.GetRequiredService<IConfiguration>()["AppHost:DashboardApiKey"]!);

    public async Task<IReadOnlyList<Span>> SpansOfAsync(string traceId)
    {
        using var response = await http.GetAsync($"/api/telemetry/traces/{traceId}");
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound) return [];
        var data = (await response.JsonAsync())["data"];
        return
        [
            .. from resource in data?["resourceSpans"].Items()
               let service = Attribute(resource["resource"], "service.name")
               from scope in resource["scopeSpans"].Items()
               from span in scope["spans"].Items()
               let parent = span.Text("parentSpanId")
               let parentId = parent.Length == 0 ? null : parent
               select new Span(service, span.Text("name"), span.Text("spanId"), parentId, scope["scope"].Text("name")),
        ];
    }

    static string Attribute(JsonNode? owner, string key) =>
        owner?["attributes"].Items().FirstOrDefault(a => a.Text("key") == key)?["value"].Text("stringValue") ?? "";

    public void Dispose() => http.Dispose();
}
