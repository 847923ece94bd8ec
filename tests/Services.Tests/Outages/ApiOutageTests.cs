using System.Net;
using System.Net.Http.Json;
using Api.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Outbox;
using Services.Tests.Infrastructure;

namespace Services.Tests.Outages;

public sealed class ApiOutageTests(Servers servers) : OutageTest(servers)
{
    private const int Orders = 8;

    [Theory]
    [InlineData(10)]
    [InlineData(75)]
    [InlineData(600)]
    public async Task What_was_accepted_in_an_outage_of_queue_and_bus_goes_out_once_after_it(int seconds)
    {
        Stack.Configuration["Stripe:WebhookSecret"] = ApiHost.WebhookSecret;
        await using var api = Start<StripeOptions>(OnTheClock);
        using var http = api.CreateClient();
        await TakeAwayAsync("sqs");
        await TakeAwayAsync("events");
        for (var i = 0; i < Orders; i++)
        {
            (
                await http.SendAsync(
                    StripeWebhook.Request(StripeWebhook.Event($"evt_{i}_{Trace.Id}", $"pi_{i}", "mug"), at: Clock.GetUtcNow())
                )
            ).EnsureSuccessStatusCode();
            var report = new { userId = Inbox.Address, dateRange = new { from = "2026-01-01", to = "2026-01-02" } };
            Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsJsonAsync("/api/exports/report", report)).StatusCode);
        }

        Clock.Advance(TimeSpan.FromSeconds(seconds));
        var dispatcher = api.Services.GetRequiredService<OutboxDispatcher>();
        await dispatcher.DispatchAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2 * Orders, await QueryAsync(db => db.Outbox.CountAsync()));
        await BringBackAsync();

        // Each time what a message waits at most for its next attempt, a fifth more included: the service's own dispatcher may have begun
        // in the outage and write its failure down now.
        while (await QueryAsync(db => db.Outbox.CountAsync()) > 0)
        {
            Clock.Advance(TimeSpan.FromMinutes(6));
            await dispatcher.DispatchAllAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((Orders, Orders), (await CountAsync("JobQueueUrl"), await CountAsync("EventQueueUrl")));
        Assert.Equal((0, 0), (await CountAsync("JobDeadLetterQueueUrl"), await CountAsync("EventDeadLetterQueueUrl")));
    }

    private async Task<int?> CountAsync(string queue) =>
        (await Stack.Sqs.GetQueueAttributesAsync(Stack[queue], ["All"], TestContext.Current.CancellationToken)).ApproximateNumberOfMessages;
}
