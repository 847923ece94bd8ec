using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.EventRouter;

public sealed class OtherEventTests(Servers servers) : RouterTest(servers)
{
    [Fact]
    public async Task An_event_that_nobody_knows_is_kept_once()
    {
        await using var router = StartRouter();
        var shipped = Event("order-service", "OrderShipped", JsonNode.Parse("""{"amount":5,"nested":{"a":[1,null]}}"""), "shipment-1");
        await SendAsync(shipped, shipped);
        await Trace.EndedAsync("process OrderShipped", 2, failed: false);
        await StopAsync(router);

        var kept = await QueryAsync(db => db.UnroutedEvents.SingleAsync());
        Assert.Equal(("shipment-1", "order-service", "OrderShipped"), (kept.EventId, kept.Source, kept.DetailType));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(kept.Detail)!["data"], JsonNode.Parse("""{"amount":5,"nested":{"a":[1,null]}}""")));
        Assert.Contains(router.Logs.Lines, line => line.StartsWith("Warning") && line.Contains("OrderShipped"));
        await NothingIsLeftAsync("EventQueueUrl");
    }

    [Fact]
    public async Task A_known_type_from_an_unknown_source_is_no_order()
    {
        await using var router = StartRouter();
        await SendAsync(Event("far-service", "OrderPlaced", new JsonObject()));
        await Trace.EndedAsync("process OrderPlaced", failed: false);

        Assert.Equal(0, await QueryAsync(db => db.DailySales.CountAsync()));
        Assert.Equal("far-service", (await QueryAsync(db => db.UnroutedEvents.SingleAsync())).Source);
    }

    [Fact]
    public async Task What_is_no_event_becomes_a_dead_letter_and_the_rest_goes_on()
    {
        await using var router = StartRouter();
        string[] poison =
        [
            "not json",
            "{}",
            "null",
            Event("user-service", "UserCreated", JsonValue.Create(7)),
            Event("order-service", "OrderPlaced", null),
        ];
        await SendAsync([.. poison, Event(Ada())]);

        Assert.Equal(
            "ada@example.com",
            (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json().GetProperty("data").GetProperty("to").GetString()
        );
        var letters = new List<string>();
        while (letters.Count < poison.Length)
        {
            letters.Add((await Stack.Sqs.TakeAsync(Stack["EventDeadLetterQueueUrl"])).Body);
        }

        await StopAsync(router);
        Assert.Equal(poison.Order(), letters.Order());
        await NothingIsLeftAsync("EventQueueUrl");
        Assert.Equal(0, await QueryAsync(db => db.DailySales.CountAsync()) + await QueryAsync(db => db.UnroutedEvents.CountAsync()));
    }
}
