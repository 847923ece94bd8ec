using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>A span as the dashboard has it.</summary>
internal sealed record Span(
    string Service,
    string Name,
    string Id,
    string? ParentId,
    string Source,
    string TraceId = "",
    DateTimeOffset Started = default
);

/// <summary>A log record as the dashboard has it.</summary>
internal sealed record LogLine(
    string Service,
    string Category,
    string Text,
    string TraceId,
    DateTimeOffset At,
    IReadOnlyDictionary<string, string> Attributes
)
{
    /// <summary>An attribute; empty when there is none of this name.</summary>
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");
}

/// <summary>The dashboard's telemetry API.</summary>
internal sealed class Telemetry : IDisposable
{
    // What the dashboard keeps of each
    private const int Most = 10_000;

    private readonly HttpClient _http;

    private Telemetry(Uri dashboard, string key)
    {
        _http = new() { BaseAddress = dashboard };
        _http.DefaultRequestHeaders.Add("x-api-key", key);
    }

    /// <param name="dashboard">Any address in it.</param>
    public static Telemetry Of(DistributedApplication app, Uri dashboard) =>
        new(dashboard, app.Services.GetRequiredService<IConfiguration>()["AppHost:DashboardApiKey"]!);

    public async Task<IReadOnlyList<Span>> SpansOfAsync(string traceId)
    {
        using var response = await _http.GetAsync($"/api/telemetry/traces/{traceId}");
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            return [];
        return Spans((await response.JsonAsync())["data"]);
    }

    /// <summary>All that it has.</summary>
    public async Task<IReadOnlyList<Span>> SpansAsync() => Spans((await _http.GetJsonAsync($"/api/telemetry/traces?limit={Most}"))["data"]);

    /// <summary>All that it has.</summary>
    public async Task<IReadOnlyList<LogLine>> LogAsync() =>
        [
            .. from resource in (await _http.GetJsonAsync($"/api/telemetry/logs?limit={Most}"))["data"]?["resourceLogs"].Items()
            let service = Attribute(resource["resource"], "service.name")
            from scope in resource["scopeLogs"].Items()
            from record in scope["logRecords"].Items()
            select new LogLine(
                service,
                scope["scope"].Text("name"),
                record["body"].Text("stringValue"),
                record.Text("traceId"),
                Time(record.Text("timeUnixNano")),
                Attributes(record)
            ),
        ];

    private static IReadOnlyList<Span> Spans(JsonNode? data) =>
        [
            .. from resource in data?["resourceSpans"].Items()
            let service = Attribute(resource["resource"], "service.name")
            from scope in resource["scopeSpans"].Items()
            from span in scope["spans"].Items()
            let parent = span.Text("parentSpanId")
            let parentId = parent.Length == 0 ? null : parent
            select new Span(
                service,
                span.Text("name"),
                span.Text("spanId"),
                parentId,
                scope["scope"].Text("name"),
                span.Text("traceId"),
                Time(span.Text("startTimeUnixNano"))
            ),
        ];

    private static DateTimeOffset Time(string nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 100);

    private static Dictionary<string, string> Attributes(JsonNode owner) =>
        owner["attributes"]
            .Items()
            .GroupBy(attribute => attribute.Text("key"))
            .ToDictionary(same => same.Key, same => same.First()["value"].Text("stringValue"));

    private static string Attribute(JsonNode? owner, string key) =>
        owner?["attributes"].Items().FirstOrDefault(a => a.Text("key") == key)?["value"].Text("stringValue") ?? "";

    public void Dispose() => _http.Dispose();
}
