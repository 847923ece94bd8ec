using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

public abstract class RefundScenarios(SystemSource source) : SystemTest(source)
{
    private const string Sales = "SELECT coalesce(sum(amount), 0)::bigint FROM daily_sales WHERE currency = 'eur'";
    private const string Orders = "SELECT coalesce(sum(amount - refunded_amount), 0)::bigint FROM orders WHERE currency = 'eur'";

    [Fact]
    public async Task A_refund_in_two_parts_is_mailed_twice_and_lowers_the_days_sales()
    {
        var webhook = new Webhook(Tag, "notebook,notebook", Amount: 1980);
        var id = await webhook.SendAsync(App.Api);

        var part = await SendAsync(webhook.Refund(980));
        Assert.Equal((id, "PARTIALLY_REFUNDED"), (part.Text("orderId"), part.Text("status")));
        var mail = await App.Mail.TheMailAsync(Address, $"Your refund for order {id}");
        Assert.Contains("9.80 EUR", mail.Text("text"), StringComparison.Ordinal);

        var all = await SendAsync(webhook.Refund(1980));
        Assert.Equal("REFUNDED", all.Text("status"));
        await Eventually.HoldsAsync(async () => Assert.Equal(3, (await App.Mail.ToAsync(Address)).Count));
        Assert.Contains(await App.Mail.ToAsync(Address), m =>
            m.Text("text").Contains("That is all of it: 19.80 EUR", StringComparison.Ordinal)
        );

        var order = Assert.Single(await webhook.OrdersAsync(App.Api));
        Assert.Equal(("REFUNDED", 1980), (order.Text("status"), (long)order["refundedAmount"]!));
        await Eventually.HoldsAsync(async () => Assert.Equal(await App.QueryAsync<long>(Orders), await App.QueryAsync<long>(Sales)));
        await StockAddsUpAsync();
    }

    [Fact]
    public async Task A_refund_that_comes_before_its_payment_waits_for_it()
    {
        var webhook = new Webhook(Tag, "notebook");

        var early = await SendAsync(webhook.Refund(webhook.Amount));
        Assert.False((bool)early["processed"]!);
        Assert.Empty(await webhook.OrdersAsync(App.Api));
        var id = await webhook.SendAsync(App.Api);

        Assert.Equal("REFUNDED", Assert.Single(await webhook.OrdersAsync(App.Api)).Text("status"));
        await App.Mail.TheMailAsync(Address, $"Your order {id}");
        await App.Mail.TheMailAsync(Address, $"Your refund for order {id}");
        await StockAddsUpAsync();
    }

    // No other scenario buys notebooks: what is sold and not refunded, and what is left, is what there was
    private async Task StockAddsUpAsync() =>
        Assert.Equal(
            1000,
            await App.QueryAsync<long>(
                """
                SELECT (SELECT inventory FROM products WHERE id = 'notebook') + (
                    SELECT coalesce(sum(l.quantity - l.backordered), 0) FROM order_lines l JOIN orders o ON o.id = l.order_id
                    WHERE l.product_id = 'notebook' AND o.status <> 'REFUNDED')
                """
            )
        );

    private async Task<JsonNode> SendAsync(HttpRequestMessage refund) => (await (await App.Api.SendAsync(refund)).JsonAsync())["result"]!;
}
