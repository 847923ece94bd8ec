using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>A span as the dashboard has it.</summary>
sealed record Span(string Service, string Name, string Id, string? ParentId, string Source);

/// <summary>The dashboard's telemetry API.</summary>
sealed class Telemetry : IDisposable
{
    readonly HttpClient http;

    public Telemetry(JsonNode dashboard)
    {
        http = new() { BaseAddress = new((string)dashboard["url"]!) };
        http.DefaultRequestHeaders.Add("x-api-key", (string)dashboard["apiKey"]!);
    }

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
               select new Span(service, span.Text("name"), span.Text("spanId"), parent.Length == 0 ? null : parent, scope["scope"].Text("name")),
        ];
    }

    static string Attribute(JsonNode? owner, string key) => owner?["attributes"].Items().FirstOrDefault(a => a.Text("key") == key)?["value"].Text("stringValue") ?? "";

    public void Dispose() => http.Dispose();
}
