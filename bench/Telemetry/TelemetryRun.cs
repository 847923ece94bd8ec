using System.Text.Json.Nodes;
using Serverless.Bench.Startup;
using Serverless.Bench.Storm;

namespace Serverless.Bench.Telemetry;

/// <summary>What was sent in one part of a run.</summary>
internal sealed record Sent(IReadOnlyList<Signal> Spans, IReadOnlyList<Signal> Records)
{
    public int Traces => Spans.Select(span => span.TraceId).Distinct().Count();

    public static Sent Between(IEnumerable<Signal> spans, IEnumerable<Signal> records, DateTimeOffset from, DateTimeOffset to) =>
        new([.. spans.Where(span => span.At >= from && span.At < to)], [.. records.Where(record => record.At >= from && record.At < to)]);
}

/// <summary>The AppHost of a tree on new data and free ports: its start, idle time, and then webhooks.</summary>
internal sealed record TelemetryRun(Sent Start, Sent Idle, Sent Busy)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4),
        StopLimit = TimeSpan.FromMinutes(1);

    // Processes send once a second, and a webhook's mail is out within the first
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    public static async Task<TelemetryRun> MeasureAsync(SourceTree source, TimeSpan idle, int webhooks, CancellationToken cancellation)
    {
        var (data, time) = (Directory.CreateTempSubdirectory("bench-telemetry-").FullName, TimeProvider.System);
        var dashboard = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        string[] ports = ["--Ports:api", "0", "--LocalStack:Config:EdgePort", "0"];
        string[] arguments = [source.Assembly("AppHost"), .. ports, $"--Parameters:stripe-webhook-secret={Payment.Secret}"];
        try
        {
            await using var tree = new ProcessTree(
                "dotnet",
                arguments,
                Path.Combine(source.Directory, "AppHost"),
                [
                    new("LocalCloud__DataDirectory", data),
                    new("ASPNETCORE_URLS", dashboard.ToString()),
                    new("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"),
                    new("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
                    new("DOTNET_ENVIRONMENT", "Development"),
                ]
            );
            await tree.Output.WaitAsync(AppHostRun.Up, StartLimit, cancellation);
            await Task.Delay(Settled, time, cancellation);
            var quiet = time.GetUtcNow();
            await Task.Delay(idle, time, cancellation);
            var busy = time.GetUtcNow();
            await SendAsync(data, webhooks, cancellation);
            await Task.Delay(Settled, time, cancellation);
            using var sent = new Dashboard(dashboard);
            var (spans, records) = (await sent.SpansAsync(cancellation), await sent.RecordsAsync(cancellation));
            tree.Interrupt();
            await tree.GoneAsync(StopLimit, cancellation);
            return new(
                Sent.Between(spans, records, DateTimeOffset.MinValue, quiet),
                Sent.Between(spans, records, quiet, busy),
                Sent.Between(spans, records, busy, DateTimeOffset.MaxValue)
            );
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task SendAsync(string data, int webhooks, CancellationToken cancellation)
    {
        var run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "run.json"), cancellation))!;
        using var api = new HttpClient { BaseAddress = new((string)run["endpoints"]!["api"]!["http"]!) };
        foreach (var number in Enumerable.Range(0, webhooks))
        {
            using var request = new Payment(number, ["mug"], 1490, 1).Request();
            (await api.SendAsync(request, cancellation)).EnsureSuccessStatusCode();
        }
    }
}
