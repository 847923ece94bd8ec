using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Outbox;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class OutboxTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task OrderPlaced_goes_out_right_after_the_commit_with_the_trace_and_the_request_id()
    {
        var request = StripeWebhook.Request(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug,shirt"));
        request.Headers.Add("x-request-id", "req-42");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        (await Http.SendAsync(request)).EnsureSuccessStatusCode();

        var busEvent = (await Stack.Sqs.TakeAsync(Stack["EventQueueUrl"])).Json();
        Assert.Equal("OrderPlaced", busEvent.GetProperty("detail-type").GetString());
        Assert.Equal("order-service", busEvent.GetProperty("source").GetString());
        var metadata = busEvent.GetProperty("detail").GetProperty("metadata");
        Assert.Equal("req-42", metadata.GetProperty("requestId").GetString());
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", metadata.GetProperty("traceparent").GetString());
        var data = busEvent.GetProperty("detail").GetProperty("data");
        Assert.Equal(4200, data.GetProperty("amount").GetInt64());
        Assert.Equal("PAID", data.GetProperty("status").GetString());
        Assert.Equal(2, data.GetProperty("lines").GetArrayLength());
        await OutboxBecomesEmptyAsync();
    }

    [Fact]
    public async Task An_event_whose_process_died_between_commit_and_publish_goes_out_when_another_starts()
    {
        // A process that dies right after its commits: nothing of it ever dispatches.
        await using (
            var dying = StartAnother(services =>
                services.Remove(services.Single(s => s.ImplementationType == typeof(OutboxDispatcherService)))
            )
        )
        {
            var response = await dying.CreateClient().SendWebhookAsync(StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(1, await Api.QueryAsync(db => db.Outbox.CountAsync()));
        await using var next = StartAnother();
        _ = next.CreateClient();
        var busEvent = (await Stack.Sqs.TakeAsync(Stack["EventQueueUrl"])).Json();
        Assert.Equal("OrderPlaced", busEvent.GetProperty("detail-type").GetString());
        await OutboxBecomesEmptyAsync();
    }

    [Fact]
    public async Task While_the_bus_cannot_be_reached_an_event_stays_in_the_outbox_with_the_reason_and_a_later_time()
    {
        var configuration = Stack.Configuration.ToDictionary();
        configuration["ConnectionStrings:serverless"] = await Servers.CreateDatabaseAsync();
        configuration["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
        await using var api = new ApiHost(configuration);
        (await api.CreateClient().PostAsJsonAsync("/api/users", new { email = "eve@example.com", name = "Eve" })).EnsureSuccessStatusCode();

        var message = await FirstAttemptAsync(api);
        Assert.NotEmpty(message.LastError!);
        Assert.True(message.NextAttemptAt > message.OccurredAt);
    }

    [Fact]
    public async Task Several_dispatchers_side_by_side_send_each_event_once()
    {
        await using var dying = StartAnother(services =>
            services.Remove(services.Single(s => s.ImplementationType == typeof(OutboxDispatcherService)))
        );
        var client = dying.CreateClient();
        await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => client.PostAsJsonAsync("/api/users", new { email = $"user{i}@example.com", name = "U" }))
        );
        Assert.Equal(60, await Api.QueryAsync(db => db.Outbox.CountAsync()));

        await using var a = StartAnother();
        await using var b = StartAnother();
        await Task.WhenAll(
            new[] { a, b, dying }.Select(host =>
                host.Services.GetRequiredService<OutboxDispatcher>().DispatchAllAsync(CancellationToken.None)
            )
        );

        await OutboxBecomesEmptyAsync();
        var ids = new List<string>();
        while (await Stack.Sqs.TryTakeAsync(Stack["EventQueueUrl"], ids.Count < 60 ? 20 : 0) is { } message)
        {
            ids.Add(message.Json().GetProperty("detail").GetProperty("metadata").GetProperty("eventId").GetString()!);
        }

        Assert.Equal(60, ids.Count);
        Assert.Equal(60, ids.Distinct().Count());
    }

    // Whoever sees the message has sent it: the lock waits for the dispatcher, however often it takes.
    private static async Task<OutboxMessage> FirstAttemptAsync(ApiHost api)
    {
        while (true)
        {
            var message = await api.QueryAsync(db =>
                db.InTransactionAsync(async token =>
                {
                    await db.Database.ExecuteSqlAsync($"LOCK TABLE outbox_messages", token);
                    return await db.Outbox.AsNoTracking().SingleAsync(token);
                })
            );
            if (message.Attempts > 0)
            {
                return message;
            }
        }
    }

    // The row goes when the dispatcher's transaction commits, a moment after the bus has the event: locking waits for that.
    private async Task OutboxBecomesEmptyAsync() =>
        Assert.Equal(
            0,
            await Api.QueryAsync(db =>
                db.InTransactionAsync(async token =>
                {
                    await db.Database.ExecuteSqlAsync($"LOCK TABLE outbox_messages", token);
                    return await db.Outbox.CountAsync(token);
                })
            )
        );
}
