using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests;

public sealed class OrderTests(SharedSystem shared) : SystemTest(shared)
{
    [Fact]
    public async Task A_paid_order_is_confirmed_by_mail_and_counted_among_the_days_sales()
    {
        // An odd amount, so that this order alone explains the sum
        var webhook = new Webhook(Tag, "mug,mug,stickers", Amount: 3331);
        const string Sum = "SELECT coalesce(sum(amount), 0)::bigint FROM daily_sales WHERE currency = 'eur'";
        const string Orders = "SELECT coalesce(sum(amount), 0)::bigint FROM orders WHERE currency = 'eur'";

        var id = await webhook.SendAsync(App.Api);

        var order = Assert.Single(await webhook.OrdersAsync(App.Api));
        Assert.Equal(id, order.Text("id"));
        Assert.Equal("PAID", order.Text("status"));
        Assert.Equal(3331, (long)order["amount"]!);
        Assert.Equal([("mug", 2), ("stickers", 1)], order["lines"].Items().Select(line => (line.Text("productId"), (int)line["quantity"]!)));

        var mail = await App.Mail.TheMailAsync(Address, $"Your order {id}");
        Assert.Contains("2 x mug", mail.Text("text"), StringComparison.Ordinal);
        Assert.Equal("shop@example.com", mail.Text("from"));

        // Other tests sell, too: at rest both sums are equal, and until then the smaller one grows
        await Eventually.HoldsAsync(async () => Assert.Equal(await App.QueryAsync<long>(Orders), await App.QueryAsync<long>(Sum)));
        Assert.True(await App.QueryAsync<long>(Sum) >= 3331);
    }

    [Fact]
    public async Task A_webhook_signed_with_another_secret_is_refused_and_orders_nothing()
    {
        var webhook = new Webhook(Tag);
        var problem = await (await App.Api.SendAsync(webhook.Request("whsec_somebody_else"))).JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("The webhook is not signed by Stripe", problem.Text("title"));
        Assert.Empty(await webhook.OrdersAsync(App.Api));
    }

    [Fact]
    public async Task Fifty_deliveries_of_one_webhook_at_once_make_one_order()
    {
        var webhook = new Webhook(Tag, "poster");
        var answers = await Duplicates.SendAsync(App.Api, webhook);
        await Duplicates.MadeOneOrderAsync(App, webhook, answers);
    }
}
