using System.Diagnostics;
using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

public abstract class TraceScenarios(SystemSource source) : SystemTest(source)
{
    [Fact]
    public async Task A_webhook_is_one_connected_trace_from_the_api_over_the_event_router_to_the_worker()
    {
        var (traceId, callerId) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var request = new Webhook(Tag).Request();
        request.Headers.Add("traceparent", $"00-{traceId}-{callerId}-01");
        await (await App.Api.SendAsync(request)).JsonAsync();
        await App.Mail.TheMailAsync(Address, "Your order");

        await Eventually.HoldsAsync(async () =>
        {
            var spans = await App.SpansOfAsync(traceId);
            Assert.Superset(
                new HashSet<string> { App.WebhookService, "event-router", "report-worker", "aws" },
                spans.Select(span => span.Service).ToHashSet()
            );
            var ids = spans.Select(span => span.Id).ToHashSet();
            // The test itself is the caller, and exports nothing
            var roots = spans.Where(span => span.ParentId is null || !ids.Contains(span.ParentId)).ToList();
            Assert.True(roots.Count > 0 && roots.TrueForAll(root => root.ParentId == callerId), string.Join('\n', spans));
            Assert.Contains(spans, span => span.Service == App.WebhookService && span.Name == "POST /api/webhooks/stripe");
            Assert.Contains(spans, span =>
                span is { Service: "event-router" } && span.Name.Contains("OrderPlaced", StringComparison.Ordinal)
            );
            Assert.Contains(spans, span => span is { Service: "report-worker" } && span.Name.Contains("email", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_request_id_is_in_the_answer_and_in_the_log_of_the_worker_that_does_the_job()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/exports/report")
        {
            Headers = { { "x-request-id", $"request-{Tag}" } },
            Content = new StringContent(Reports.Request(Address), System.Text.Encoding.UTF8, "application/json"),
        };
        var answer = await App.Api.SendAsync(request);
        Assert.Equal($"request-{Tag}", answer.Headers.GetValues("x-request-id").Single());
        var report = await Reports.CompletedAsync(App, (await answer.JsonAsync(HttpStatusCode.Accepted)).Text("id"));

        var line = await Eventually.Async("the worker's line", async () =>
            (await App.LogAsync("report-worker")).FirstOrDefault(l =>
                l.Contains($"Report {report.Text("id")} is complete", StringComparison.Ordinal)
            )
        );
        // Plain in Development, JSON in functions
        Assert.Contains(
            line.StartsWith('{') ? $"\"RequestId\":\"request-{Tag}\"" : $"request=request-{Tag}",
            line,
            StringComparison.Ordinal
        );
        Assert.Contains(report.Text("id"), line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/orders/00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/orders?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/users", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/api/orders", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    public async Task An_error_is_a_problem_that_names_the_request(string method, string path, HttpStatusCode status)
    {
        var request = new HttpRequestMessage(new(method), path) { Headers = { { "x-request-id", Tag } } };
        if (method == "POST")
            request.Content = new StringContent("""{ "email": "nobody" }""", System.Text.Encoding.UTF8, "application/json");
        var answer = await App.Api.SendAsync(request);
        var problem = await answer.JsonAsync(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.Equal(Tag, problem.Text("requestId"));
    }
}
