using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Services.Tests.Infrastructure;

namespace Services.Tests.Telemetry;

public sealed class WorkIdTests(Servers servers) : Infrastructure.ApiTest(servers)
{
    private readonly LogLines _lines = new();

    [Fact]
    public async Task Every_line_of_a_webhook_has_the_ids_of_request_and_event_and_from_then_on_that_of_the_order()
    {
        await using var api = StartAnother(services => services.AddLogging(logging => logging.AddProvider(_lines)));
        using var http = api.CreateClient();
        using var request = StripeWebhook.Request(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug"));
        request.Headers.Add("x-request-id", $"request-{Tag}");
        var answer = await http.SendAsync(request);
        var order = (await answer.JsonAsync()).GetProperty("result").GetProperty("orderId").GetString();
        await _lines.FirstAsync(line => line.Text.StartsWith("POST /api/webhooks/stripe: 200", StringComparison.Ordinal));

        var ofRequest = _lines.All.Where(line => line["request.id"] == $"request-{Tag}" && line["job.id"] is null).ToList();
        var sql = ofRequest.Where(line => line.Category == "Microsoft.EntityFrameworkCore.Database.Command").ToList();
        Assert.All(sql, line => Assert.Equal($"evt_{Tag}", line["event.id"]));
        Assert.Equal([null, null, order, order, order], sql.Select(line => line["order.id"]));
        Assert.Equal(order, ofRequest.Single(line => line.Text.StartsWith("Webhook ", StringComparison.Ordinal))["order.id"]);
        Assert.Equal(order, ofRequest.Single(line => line.Text.StartsWith("POST ", StringComparison.Ordinal))["order.id"]);

        // Sent after the commit, by another piece of work about the same order
        var sent = await _lines.FirstAsync(line => line.Text.StartsWith("Event OrderPlaced", StringComparison.Ordinal));
        Assert.Equal((order, $"request-{Tag}"), (sent["order.id"], sent["request.id"]));
    }

    [Fact]
    public async Task A_request_that_makes_a_job_has_its_id_and_that_of_the_report()
    {
        await using var api = StartAnother(services => services.AddLogging(logging => logging.AddProvider(_lines)));
        using var http = api.CreateClient();
        var answer = await http.PostAsJsonAsync(
            "/api/exports/report",
            new { userId = $"{Tag}@example.com", dateRange = new { from = "2026-01-01", to = "2026-12-31" } }
        );
        var report = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString();

        var answered = await _lines.FirstAsync(line => line.Text.StartsWith("POST /api/exports/report: 202", StringComparison.Ordinal));
        var sent = await _lines.FirstAsync(line => line.Text.StartsWith("Job report-generation", StringComparison.Ordinal));
        Assert.Equal(report, answered["report.id"]);
        Assert.Equal(report, sent["report.id"]);
        Assert.NotNull(sent["job.id"]);
        Assert.Equal((sent["job.id"], sent["request.id"]), (answered["job.id"], answered["request.id"]));
    }

    [Fact]
    public async Task Outside_of_work_EF_logs_nothing_below_a_warning()
    {
        await using var api = StartAnother(services => services.AddLogging(logging => logging.AddProvider(_lines)));
        using var http = api.CreateClient();
        (await http.GetAsync("/api/products")).EnsureSuccessStatusCode();
        await _lines.FirstAsync(line => line.Text.StartsWith("GET /api/products", StringComparison.Ordinal));

        var ofEf = _lines.All.Where(line => line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofEf);
        Assert.All(ofEf, line => Assert.True(line["request.id"] is not null || line.Level >= LogLevel.Warning, line.Text));
    }
}
