using System.Diagnostics;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>What the whole system exports: on one of its own, as on the shared one others are at work.</summary>
public sealed class IdleTests
{
    private static readonly string[] Services = ["api", "event-router", "report-worker"];

    [Fact]
    public async Task In_a_minute_without_work_nothing_is_exported_and_an_order_is_found_by_its_id_in_all_services()
    {
        await using var app = await RunningAppHost.StartAsync();
        await PlaceAsync(app);

        var began = TimeProvider.System.GetUtcNow();
        // A real minute: the processes under test export by their own clocks
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var ended = TimeProvider.System.GetUtcNow();

        // Each process sends in order: when this one's is there, nothing from before is still under way
        var (order, trace) = await PlaceAsync(app);
        var spans = await app.Telemetry.SpansAsync();
        var records = await app.Telemetry.LogAsync();
        Assert.DoesNotContain(spans, span => span.Started >= began && span.Started < ended);
        Assert.DoesNotContain(records, record => record.At >= began && record.At < ended);

        var way = records.Where(record => record["order.id"] == order).ToList();
        Assert.Equal(Services, way.Select(record => record.Service).Distinct().Order());
        string[] lines = ["Webhook payment_intent.succeeded", "Event OrderPlaced", "OrderConfirmation has handled", "Job email", "Mail "];
        Assert.All(lines, line => Assert.Contains(way, record => record.Text.StartsWith(line, StringComparison.Ordinal)));
        // Of EF, too
        Assert.All(Services, service =>
            Assert.Contains(way, record =>
                record.Service == service && record.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            )
        );
        // The same from the request to the mail
        Assert.NotEqual("", Assert.Single(way.Select(record => record["request.id"]).Distinct()));
        Assert.All(records.Where(record => record.TraceId == trace), record => Assert.NotEqual("", record["request.id"]));
        // Each service sends what is in the outbox, also what another one put there
        var handling = way.Where(record => !record.Category.Contains("Outbox", StringComparison.Ordinal)).ToList();
        Assert.All(handling.Where(record => record.Service == "report-worker"), record => Assert.NotEqual("", record["job.id"]));
        Assert.All(handling.Where(record => record.Service == "event-router"), record => Assert.NotEqual("", record["event.id"]));
        Assert.Contains(spans, span => span.TraceId == trace && span.Service == "api" && span.Name == "POST /api/webhooks/stripe");
    }

    /// <summary>Returns when the order's last span has been exported.</summary>
    private static async Task<(string Order, string TraceId)> PlaceAsync(RunningAppHost app)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var request = new Webhook(Guid.NewGuid().ToString("N")[..12]).Request();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        var order = (await (await app.Api.SendAsync(request)).JsonAsync())["result"].Text("orderId");
        await Eventually.HoldsAsync(async () =>
        {
            Assert.Contains(await app.SpansOfAsync(trace), span => span is { Service: "report-worker", Name: "process email" });
            var records = await app.Telemetry.LogAsync();
            Assert.All(Services, service => Assert.Contains(records, record => record.TraceId == trace && record.Service == service));
            Assert.Contains(records, record =>
                record["order.id"] == order && record.Text.StartsWith("Job email", StringComparison.Ordinal)
            );
        });
        return (order, trace);
    }
}
