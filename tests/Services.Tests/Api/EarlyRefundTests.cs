using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

/// <summary>Stripe does not promise an order of its events: https://docs.stripe.com/webhooks#event-ordering.</summary>
public sealed class EarlyRefundTests(Servers servers) : RefundTest(servers)
{
    [Fact]
    public async Task A_refund_that_comes_before_its_payment_waits_for_it()
    {
        var early = await RefundAsync("pi_1", 4200);
        Assert.False(early.GetProperty("processed").GetBoolean());
        Assert.Contains("kept until it comes", early.GetProperty("reason").GetString());
        Assert.Equal(PaymentEventStatus.Waiting, (await Api.QueryAsync(db => db.PaymentEvents.SingleAsync())).Status);

        var paid = await PayAsync("pi_1");

        Assert.Equal("REFUNDED", paid.GetProperty("status").GetString());
        var order = await OrderAsync("pi_1");
        Assert.Equal(4200, order.RefundedAmount);
        Assert.Equal(1000, await StockOfAsync("mug"));
        var events = await Api.QueryAsync(db => db.PaymentEvents.ToListAsync());
        Assert.Equal(2, events.Count);
        Assert.All(events, e => Assert.Equal((PaymentEventStatus.Processed, order.Id), (e.Status, e.OrderId)));
        Assert.Equal((4200, "REFUNDED"), (Assert.Single(await PublishedAsync()).Amount, Assert.Single(await PublishedAsync()).Status));
        Assert.Equal(1, await Api.QueryAsync(db => db.Outbox.CountAsync(message => message.Type == "OrderPlaced")));
    }

    [Fact]
    public async Task Of_several_that_wait_the_highest_counts_and_is_told_of_once()
    {
        await RefundAsync("pi_1", 3000);
        await RefundAsync("pi_1", 1000);

        var paid = await PayAsync("pi_1");
        Assert.Equal("PARTIALLY_REFUNDED", paid.GetProperty("status").GetString());
        Assert.Equal(998, await StockOfAsync("mug"));
        await RefundAsync("pi_1", 4200);

        Assert.Equal([(3000, 3000), (1200, 4200)], (await PublishedAsync()).Select(refund => (refund.Amount, refund.RefundedAmount)));
        Assert.Equal(1000, await StockOfAsync("mug"));
    }

    [Fact]
    public async Task One_that_waits_is_for_its_own_payment_alone()
    {
        await RefundAsync("pi_other", 4200);
        await PayAsync("pi_1");

        Assert.Equal(OrderStatus.Paid, (await OrderAsync("pi_1")).Status);
        Assert.Equal(1, await Api.QueryAsync(db => db.PaymentEvents.CountAsync(e => e.Status == PaymentEventStatus.Waiting)));
    }

    [Fact]
    public async Task One_that_turns_out_to_make_no_sense_is_left_for_somebody_to_look_at()
    {
        await SendAsync(StripeWebhook.Refund($"evt_usd_{Tag}", "pi_1", 4200, currency: "usd"));
        await PayAsync("pi_1");

        Assert.Equal((OrderStatus.Paid, 998), ((await OrderAsync("pi_1")).Status, await StockOfAsync("mug")));
        var kept = await Api.QueryAsync(db => db.PaymentEvents.SingleAsync(e => e.EventType == "charge.refunded"));
        Assert.Equal((PaymentEventStatus.Review, "The refund is in 'usd' and its order in 'eur'"), (kept.Status, kept.ReviewReason));
    }
}
