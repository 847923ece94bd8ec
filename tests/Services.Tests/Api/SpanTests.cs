using System.Diagnostics;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class SpanTests(Servers servers) : ApiTest(servers)
{
    private readonly ExportedSpans _spans = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _spans.Dispose();
    }

    [Fact]
    public async Task Every_command_to_Redis_and_to_the_database_is_one_span_of_the_request()
    {
        var trace = await SendAsync(StripeWebhook.Request(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug,shirt")));
        var request = await _spans.OfAsync(trace, span => IsRedis(span) || IsServer(span), 3);

        Assert.Equal(["SET", "EXEC"], request.Where(IsRedis).OrderBy(span => span.StartTimeUtc).Select(span => span.DisplayName));
        Assert.Equal(
            [
                // The payment's lock first, and before the order is saved what has been refunded of it already
                "SELECT",
                "INSERT payment_events",
                "SELECT unnest SELECT products UPDATE products",
                "SELECT payment_events",
                "SAVEPOINT",
                "INSERT orders INSERT outbox_messages INSERT order_lines",
                "RELEASE",
            ],
            request.Where(IsPostgres).OrderBy(span => span.StartTimeUtc).Select(span => span.DisplayName)
        );
        var server = request.Single(IsServer);
        Assert.All(request.Where(span => IsRedis(span) || IsPostgres(span)), span => Assert.Equal(server.SpanId, span.ParentSpanId));
    }

    [Theory]
    [InlineData("Aspire:StackExchange:Redis:DisableTracing", false, true)]
    [InlineData("Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableTracing", true, false)]
    public async Task Spans_of_a_client_can_be_switched_off_in_its_section(string setting, bool redis, bool postgres)
    {
        Stack.Configuration[setting] = "true";
        var trace = await SendAsync(StripeWebhook.Request(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug")));
        var request = await _spans.OfAsync(trace, span => IsServer(span) || (redis && IsRedis(span)), redis ? 3 : 1);

        Assert.Equal((redis, postgres), (request.Any(IsRedis), request.Any(IsPostgres)));
    }

    private async Task<ActivityTraceId> SendAsync(HttpRequestMessage request)
    {
        // Stopped at once: what it has done is exported nevertheless.
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        await using var api = StartAnother(_spans.AddTo);
        (await api.CreateClient().SendAsync(request)).EnsureSuccessStatusCode();
        return trace;
    }

    // Ends after the answer has been sent: the caller may have it before.
    private static bool IsServer(Activity span) => span.DisplayName == "POST /api/webhooks/stripe";

    private static bool IsRedis(Activity span) => System(span) is "redis";

    // Connecting is a span too, whenever the outbox has the idle connection.
    private static bool IsPostgres(Activity span) =>
        System(span) is "postgresql" && !span.DisplayName.StartsWith("CONNECT", StringComparison.Ordinal);

    // The stable name, and the one that Redis' instrumentation uses until OTEL_SEMCONV_STABILITY_OPT_IN=database.
    private static object? System(Activity span) => span.GetTagItem("db.system.name") ?? span.GetTagItem("db.system");
}
