using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class PaymentTests(Servers servers) : ApiTest(servers)
{
    [Fact]
    public async Task A_payment_creates_an_order_and_takes_its_products_from_stock()
    {
        var answer = await PayAsync("evt_1", "pi_1", "mug, shirt,mug");

        Assert.True(answer.GetProperty("received").GetBoolean());
        Assert.False(answer.GetProperty("cached").GetBoolean());
        Assert.True(answer.GetProperty("result").GetProperty("processed").GetBoolean());
        var id = answer.GetProperty("result").GetProperty("orderId").GetGuid();
        var order = await Http.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
        Assert.Equal("PAID", order.GetProperty("status").GetString());
        Assert.Equal(4200, order.GetProperty("amount").GetInt64());
        Assert.Equal("eur", order.GetProperty("currency").GetString());
        Assert.Equal("ada@example.com", order.GetProperty("email").GetString());
        Assert.Equal(
            ["mug 2", "shirt 1"],
            order.GetProperty("lines").EnumerateArray().Select(l => $"{l.GetProperty("productId")} {l.GetProperty("quantity")}")
        );
        Assert.Equal(998, await StockOfAsync("mug"));
        Assert.Equal(499, await StockOfAsync("shirt"));
    }

    [Fact]
    public async Task Fifty_deliveries_at_once_of_one_event_create_one_order()
    {
        var payload = StripeWebhook.Event($"evt_many_{Tag}", "pi_many", "mug,mug");
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Http.SendWebhookAsync(payload)));

        Assert.All(responses, response =>
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{response.StatusCode}")
        );
        Assert.All(responses.Where(r => r.StatusCode == HttpStatusCode.Conflict), r =>
            Assert.Equal(TimeSpan.FromSeconds(1), r.Headers.RetryAfter?.Delta)
        );
        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.OK);
        await HasOneOrderAsync("pi_many");

        var later = await ReadAsync(await Http.SendWebhookAsync(payload));
        Assert.True(later.GetProperty("cached").GetBoolean());
        Assert.Equal("PAID", later.GetProperty("result").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_events_about_one_payment_are_one_order()
    {
        var first = await PayAsync("evt_a", "pi_same", "mug,mug");
        var second = await PayAsync("evt_b", "pi_same", "mug,mug");

        Assert.Equal(
            first.GetProperty("result").GetProperty("orderId").GetGuid(),
            second.GetProperty("result").GetProperty("orderId").GetGuid()
        );
        await HasOneOrderAsync("pi_same");
        Assert.Equal(2, await Api.QueryAsync(db => db.PaymentEvents.CountAsync()));
    }

    [Fact]
    public async Task More_orders_than_stock_at_once_never_take_it_below_zero()
    {
        await Api.QueryAsync(db =>
            db.Products.Where(p => p.Id == "poster" || p.Id == "mug").ExecuteUpdateAsync(set => set.SetProperty(p => p.Inventory, 25))
        );
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => PayAsync($"evt_{i}", $"pi_{i}", i % 2 == 0 ? "poster,mug" : "mug,poster"))
        );

        var states = answers
            .Select(answer => answer.GetProperty("result").GetProperty("status").GetString()!)
            .CountBy(state => state)
            .ToDictionary();
        Assert.Equal(25, states["PAID"]);
        Assert.Equal(15, states["BACKORDERED"]);
        Assert.Equal(0, await StockOfAsync("poster"));
        Assert.Equal(0, await StockOfAsync("mug"));
        Assert.Equal(30, await Api.QueryAsync(db => db.Set<OrderLine>().SumAsync(line => line.Backordered)));
    }

    [Fact]
    public async Task What_is_left_of_a_product_is_taken_and_the_rest_backordered()
    {
        await Api.QueryAsync(db =>
            db.Products.Where(p => p.Id == "poster").ExecuteUpdateAsync(set => set.SetProperty(p => p.Inventory, 2))
        );
        await PayAsync("evt_part", "pi_part", "poster,poster,poster");

        var line = await Api.QueryAsync(db => db.Set<OrderLine>().SingleAsync());
        Assert.Equal((3, 1), (line.Quantity, line.Backordered));
        Assert.Equal(0, await StockOfAsync("poster"));
    }

    [Theory]
    [InlineData("mug,unicorn", "unicorn", 1)]
    [InlineData("unicorn", "unicorn", 0)]
    [InlineData("mug,\u0000evil\u0007", "evil", 1)]
    [InlineData("'; DROP TABLE orders; --", "DROP TABLE", 0)]
    [InlineData(",, ,", "names no product", 0)]
    [InlineData(null, "names no product", 0)]
    public async Task Money_for_products_that_do_not_exist_is_kept_and_somebody_has_to_look(string? productIds, string reason, int lines)
    {
        await PayAsync("evt_odd", "pi_odd", productIds);

        var order = await Api.QueryAsync(db => db.Orders.Include(o => o.Lines).SingleAsync());
        Assert.Contains(reason, order.ReviewReason);
        Assert.Equal(lines, order.Lines.Count);
        Assert.Equal(4200, order.Amount);
    }

    [Fact]
    public async Task An_event_of_another_type_is_acknowledged_and_recorded()
    {
        var payload = StripeWebhook.Event($"evt_other_{Tag}", "pi_other", "mug", type: "payment_intent.created");
        var answer = await ReadAsync(await Http.SendWebhookAsync(payload));

        Assert.False(answer.GetProperty("result").GetProperty("processed").GetBoolean());
        var recorded = await Api.QueryAsync(db => db.PaymentEvents.SingleAsync());
        Assert.Equal(("payment_intent.created", PaymentEventStatus.Unhandled), (recorded.EventType, recorded.Status));
        Assert.Equal(payload, recorded.Payload);
        Assert.Equal(1000, await StockOfAsync("mug"));
    }

    private async Task HasOneOrderAsync(string intentId)
    {
        Assert.Equal(1, await Api.QueryAsync(db => db.Orders.CountAsync(order => order.PaymentIntentId == intentId)));
        Assert.Equal(998, await StockOfAsync("mug"));
    }

    private async Task<JsonElement> PayAsync(string eventId, string intentId, string? productIds) =>
        await ReadAsync(await Http.SendWebhookAsync(StripeWebhook.Event($"{eventId}_{Tag}", intentId, productIds)));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
