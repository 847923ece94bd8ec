using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Bench.Telemetry;

/// <summary>What a span or a log record is of, and when it began.</summary>
/// <param name="What">The span's name; the record's category.</param>
/// <param name="TraceId">Empty for a record outside of a trace.</param>
internal sealed record Signal(string Service, string What, string TraceId, DateTimeOffset At);

/// <summary>All that a dashboard has been sent, by its own API. It asks for no key: the run allows that.</summary>
internal sealed class Dashboard(Uri address) : IDisposable
{
    // What it keeps of each
    private const int Most = 10_000;

    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<IReadOnlyList<Signal>> SpansAsync(CancellationToken cancellation) =>
        [
            .. from resource in await DataAsync("traces", "resourceSpans", cancellation)
            from scope in Items(resource["scopeSpans"])
            from span in Items(scope["spans"])
            select new Signal(Service(resource), (string)span["name"]!, (string)span["traceId"]!, Time(span["startTimeUnixNano"]!)),
        ];

    public async Task<IReadOnlyList<Signal>> RecordsAsync(CancellationToken cancellation) =>
        [
            .. from resource in await DataAsync("logs", "resourceLogs", cancellation)
            from scope in Items(resource["scopeLogs"])
            from record in Items(scope["logRecords"])
            select new Signal(
                Service(resource),
                (string?)scope["scope"]?["name"] ?? "",
                (string?)record["traceId"] ?? "",
                Time(record["timeUnixNano"]!)
            ),
        ];

    private async Task<IEnumerable<JsonNode>> DataAsync(string kind, string resources, CancellationToken cancellation)
    {
        var text = await _http.GetStringAsync($"/api/telemetry/{kind}?limit={Most}", cancellation);
        return Items(JsonNode.Parse(text)!["data"]?[resources]);
    }

    private static IEnumerable<JsonNode> Items(JsonNode? array) => array?.AsArray().Select(item => item!) ?? [];

    private static string Service(JsonNode resource) =>
        Items(resource["resource"]?["attributes"])
            .Where(attribute => (string?)attribute["key"] == "service.name")
            .Select(attribute => (string?)attribute["value"]?["stringValue"])
            .FirstOrDefault()
        ?? "";

    private static DateTimeOffset Time(JsonNode nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(long.Parse((string)nanoseconds!, CultureInfo.InvariantCulture) / 100);

    public void Dispose() => _http.Dispose();
}
