using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

/// <summary>Everything at once, without Redis, so that the database alone decides.</summary>
public sealed class RefundRaceTests(Servers servers) : RefundTest(servers)
{
    private readonly RedisServer _redis = new();

    protected override string? RedisConnectionString => _redis.ConnectionString;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _redis.Dispose();
    }

    [Fact]
    public async Task Thirty_deliveries_at_once_of_one_refund_put_the_products_back_once()
    {
        await PayAsync("pi_1");
        var payload = StripeWebhook.Refund($"evt_{Tag}", "pi_1", 4200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SendAsync(payload)));

        Assert.All(answers, answer => Assert.Equal("REFUNDED", answer.GetProperty("status").GetString()));
        Assert.Equal(1000, await StockOfAsync("mug"));
        Assert.Single(await PublishedAsync());
        Assert.Equal(2, await Api.QueryAsync(db => db.PaymentEvents.CountAsync()));
    }

    [Fact]
    public async Task Different_refunds_of_one_order_at_once_give_back_each_cent_once()
    {
        await PayAsync("pi_1");

        await Task.WhenAll(Enumerable.Range(1, 42).Select(i => RefundAsync("pi_1", i * 100)).Reverse());

        Assert.Equal((OrderStatus.Refunded, 4200), ((await OrderAsync("pi_1")).Status, (await OrderAsync("pi_1")).RefundedAmount));
        Assert.Equal(1000, await StockOfAsync("mug"));
        var published = await PublishedAsync();
        Assert.Equal(4200, published.Sum(refund => refund.Amount));
        Assert.Single(published, refund => refund.Status == "REFUNDED");
    }

    [Fact]
    public async Task A_payment_and_its_refund_at_once_are_a_refunded_order_whichever_is_first()
    {
        string[] products = ["mug,shirt", "shirt,mug", "poster,mug,mug"];
        var payments = Enumerable.Range(0, 40).Select(i => $"pi_{i}").ToList();

        await Task.WhenAll(payments.SelectMany((payment, i) => new[] { PayAsync(payment, products[i % 3]), RefundAsync(payment, 4200) }));

        Assert.Equal(40, await Api.QueryAsync(db => db.Orders.CountAsync(order => order.Status == OrderStatus.Refunded)));
        Assert.Equal(
            80,
            await Api.QueryAsync(db => db.PaymentEvents.CountAsync(e => e.Status == PaymentEventStatus.Processed && e.OrderId != null))
        );
        Assert.Equal((1000, 500, 25), (await StockOfAsync("mug"), await StockOfAsync("shirt"), await StockOfAsync("poster")));
        Assert.Equal(40, (await PublishedAsync()).Select(refund => refund.OrderId).Distinct().Count());
        Assert.Equal(40, (await PublishedAsync()).Count);
    }

    [Fact]
    public async Task A_refund_meets_two_events_of_its_payment_and_one_order_is_left()
    {
        var payments = Enumerable.Range(0, 20).Select(i => $"pi_{i}").ToList();

        await Task.WhenAll(
            payments.SelectMany(payment =>
                new[]
                {
                    PayAsync(payment),
                    RefundAsync(payment, 4200),
                    PayAsync(payment, eventId: $"evt_{payment}_b"),
                    RefundAsync(payment, 2000),
                }
            )
        );

        Assert.Equal(20, await Api.QueryAsync(db => db.Orders.CountAsync()));
        Assert.Equal(20, await Api.QueryAsync(db => db.Orders.CountAsync(order => order.Status == OrderStatus.Refunded)));
        Assert.Equal(1000, await StockOfAsync("mug"));
        Assert.Equal(20 * 4200, (await PublishedAsync()).Sum(refund => refund.Amount));
    }
}
