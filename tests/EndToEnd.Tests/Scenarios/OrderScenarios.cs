using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Scenarios;

public abstract class OrderScenarios(SystemSource source) : SystemTest(source)
{
    [Fact]
    public async Task A_paid_order_is_confirmed_by_mail_and_counted_among_the_days_sales()
    {
        var webhook = new Webhook(Tag, "mug,mug,stickers", Amount: 3331);
        const string Sum = "SELECT coalesce(sum(amount), 0)::bigint FROM daily_sales WHERE currency = 'eur'";
        const string Orders = "SELECT coalesce(sum(amount - refunded_amount), 0)::bigint FROM orders WHERE currency = 'eur'";

        var id = await webhook.SendAsync(App.Api);

        var order = Assert.Single(await webhook.OrdersAsync(App.Api));
        Assert.Equal(id, order.Text("id"));
        Assert.Equal("PAID", order.Text("status"));
        Assert.Equal(3331, (long)order["amount"]!);
        Assert.Equal(
            [("mug", 2), ("stickers", 1)],
            order["lines"].Items().Select(line => (line.Text("productId"), (int)line["quantity"]!))
        );

        var mail = await App.Mail.TheMailAsync(Address, $"Your order {id}");
        Assert.Contains("2 x mug", mail.Text("text"), StringComparison.Ordinal);
        Assert.Equal("shop@example.com", mail.Text("from"));

        // A second one, so that there is something to add to. Other tests sell, too: when all events have arrived both sums are equal
        await new Webhook($"{Tag}-2", Amount: 1).SendAsync(App.Api);
        await App.Mail.TheMailAsync($"{Tag}-2@example.com", "Your order");
        await Eventually.HoldsAsync(async () => Assert.Equal(await App.QueryAsync<long>(Orders), await App.QueryAsync<long>(Sum)));
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
