using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Services.Tests.Infrastructure;

namespace Services.Tests.Telemetry;

public sealed class ProbeTests(Servers servers) : Infrastructure.ApiTest(servers)
{
    private readonly ExportedSpans _spans = new();
    private readonly LogLines _lines = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _spans.Dispose();
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/api/health")]
    public async Task A_probe_and_what_it_asks_leave_no_span_and_no_log_line(string path)
    {
        // As the AppHost does for its dashboard: every child would be sampled, whatever its parent is
        Stack.Configuration["OTEL_TRACES_SAMPLER"] = "always_on";
        var database = new NpgsqlConnectionStringBuilder(Stack.Configuration["ConnectionStrings:serverless"]).Database;
        await using var api = StartAnother(Observe);
        using var http = api.CreateClient();
        var probe = await GetAsync(http, path);
        var products = await GetAsync(http, "/api/products");
        await _lines.FirstAsync(line => line.Text.StartsWith("GET /api/products: 200", StringComparison.Ordinal));
        await _spans.OfAsync(products, span => span.DisplayName is "GET /api/products" or "SELECT products", 2);

        // Other tests' spans are here, too
        Assert.DoesNotContain(_spans.All, span => span.TraceId == probe);
        Assert.All(_spans.All.Where(span => Equals(span.GetTagItem("db.namespace"), database)), span =>
            Assert.Equal(products, span.TraceId)
        );
        Assert.Contains(_spans.All, span => Equals(span.GetTagItem("db.namespace"), database));
        Assert.DoesNotContain(_lines.All, line => line.Text.Contains("health", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_lines.All, line => line.Category.StartsWith("Npgsql", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_Telemetry_Probes_a_probe_and_what_it_asks_are_traced_and_logged()
    {
        Stack.Configuration["Telemetry:Probes"] = "true";
        await using var api = StartAnother(Observe);
        using var http = api.CreateClient();
        var probe = await GetAsync(http, "/health");

        await _lines.FirstAsync(line => line.Text.StartsWith("GET /health: 200", StringComparison.Ordinal));

        // Its own span is left out by the filters of other hosts in this process, which see every request
        string[] expected = ["PING", "SELECT", "SQS.GetQueueAttributes"];
        var asked = await _spans.OfAsync(probe, span => expected.Contains(span.DisplayName), expected.Length);
        Assert.Equal(expected, asked.Select(span => span.DisplayName).Intersect(expected).Order());
    }

    /// <summary>The trace of the request, which its caller samples.</summary>
    private static async Task<ActivityTraceId> GetAsync(HttpClient http, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);
        return trace;
    }

    private void Observe(IServiceCollection services)
    {
        _spans.AddTo(services);
        services.AddLogging(logging => logging.AddProvider(_lines));
    }
}
