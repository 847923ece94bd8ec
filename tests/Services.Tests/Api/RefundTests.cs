using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class RefundTests(Servers servers) : RefundTest(servers)
{
    [Fact]
    public async Task A_refund_in_full_refunds_the_order_and_puts_its_products_back()
    {
        await PayAsync("pi_1", "mug,shirt,mug");
        Assert.Equal((998, 499), (await StockOfAsync("mug"), await StockOfAsync("shirt")));

        var result = await RefundAsync("pi_1", 4200);

        Assert.True(result.GetProperty("processed").GetBoolean());
        var order = await (await Http.GetAsync($"/api/orders/{result.GetProperty("orderId").GetGuid()}")).JsonAsync();
        Assert.Equal("REFUNDED", order.GetProperty("status").GetString());
        Assert.Equal((4200, 4200), (order.GetProperty("amount").GetInt64(), order.GetProperty("refundedAmount").GetInt64()));
        Assert.Equal((1000, 500), (await StockOfAsync("mug"), await StockOfAsync("shirt")));
        var refunded = Assert.Single(await PublishedAsync());
        var placed = await OrderAsync("pi_1");
        Assert.Equal(
            (placed.Id, 4200, 4200, "eur", "REFUNDED", placed.CreatedAt, "ada@example.com"),
            (
                refunded.OrderId,
                refunded.Amount,
                refunded.RefundedAmount,
                refunded.Currency,
                refunded.Status,
                refunded.PlacedAt,
                refunded.Email
            )
        );
    }

    [Fact]
    public async Task Refunds_in_part_add_up_and_the_last_cent_puts_the_products_back()
    {
        await PayAsync("pi_1");

        var first = await RefundAsync("pi_1", 1000);
        Assert.Equal("PARTIALLY_REFUNDED", first.GetProperty("status").GetString());
        await RefundAsync("pi_1", 4199);
        Assert.Equal(998, await StockOfAsync("mug"));
        Assert.Equal((OrderStatus.PartiallyRefunded, 4199), ((await OrderAsync("pi_1")).Status, (await OrderAsync("pi_1")).RefundedAmount));
        await RefundAsync("pi_1", 4200);

        Assert.Equal(1000, await StockOfAsync("mug"));
        Assert.Equal(OrderStatus.Refunded, (await OrderAsync("pi_1")).Status);
        Assert.Equal(
            [(1000, 1000, "PARTIALLY_REFUNDED"), (3199, 4199, "PARTIALLY_REFUNDED"), (1, 4200, "REFUNDED")],
            (await PublishedAsync()).Select(refund => (refund.Amount, refund.RefundedAmount, refund.Status))
        );
    }

    [Fact]
    public async Task Another_event_with_what_is_known_and_one_that_comes_late_change_nothing()
    {
        await PayAsync("pi_1");
        await RefundAsync("pi_1", 3000);
        await RefundAsync("pi_1", 3000, "evt_again");
        await RefundAsync("pi_1", 1000);
        Assert.Equal(3000, (await OrderAsync("pi_1")).RefundedAmount);
        await RefundAsync("pi_1", 4200);
        await RefundAsync("pi_1", 4200, "evt_full_again");
        var late = await RefundAsync("pi_1", 2000);

        Assert.Equal("REFUNDED", late.GetProperty("status").GetString());
        Assert.Equal(4200, (await OrderAsync("pi_1")).RefundedAmount);
        Assert.Equal(1000, await StockOfAsync("mug"));
        Assert.Equal([3000, 1200], (await PublishedAsync()).Select(refund => refund.Amount));
        Assert.Equal(7, await Api.QueryAsync(db => db.PaymentEvents.CountAsync(e => e.Status == PaymentEventStatus.Processed)));
    }

    [Fact]
    public async Task What_was_not_in_stock_does_not_come_back()
    {
        await Api.QueryAsync(db =>
            db.Products.Where(p => p.Id == "poster").ExecuteUpdateAsync(set => set.SetProperty(p => p.Inventory, 2))
        );
        var paid = await PayAsync("pi_1", "poster,poster,poster,mug");
        Assert.Equal("BACKORDERED", paid.GetProperty("status").GetString());

        await RefundAsync("pi_1", 4200);

        Assert.Equal((2, 1000), (await StockOfAsync("poster"), await StockOfAsync("mug")));
    }

    [Fact]
    public async Task An_order_without_products_is_refunded_too()
    {
        await PayAsync("pi_1", products: null);
        await RefundAsync("pi_1", 4200);
        Assert.Equal(OrderStatus.Refunded, (await OrderAsync("pi_1")).Status);
    }

    [Fact]
    public async Task A_later_event_of_the_payment_does_not_make_a_refunded_order_paid_again()
    {
        await PayAsync("pi_1");
        await RefundAsync("pi_1", 4200);

        var late = await PayAsync("pi_1", eventId: "evt_late");

        Assert.Equal("REFUNDED", late.GetProperty("status").GetString());
        Assert.Equal(OrderStatus.Refunded, (await OrderAsync("pi_1")).Status);
        Assert.Equal(1000, await StockOfAsync("mug"));
        Assert.Equal(1, await Api.QueryAsync(db => db.Outbox.CountAsync(message => message.Type == "OrderPlaced")));
    }

    [Theory]
    [InlineData("pi_1", 4200, "usd", "The refund is in 'usd' and its order in 'eur'")]
    [InlineData("pi_1", 0, "eur", "The refunded amount is 0")]
    [InlineData("pi_1", -5, "eur", "The refunded amount is -5")]
    [InlineData(null, 4200, "eur", "The event names no payment that was refunded")]
    public async Task A_refund_that_makes_no_sense_is_kept_and_somebody_has_to_look(
        string? payment,
        long refunded,
        string currency,
        string reason
    )
    {
        await PayAsync("pi_1");

        var result = await SendAsync(StripeWebhook.Refund($"evt_odd_{Tag}", payment, refunded, currency: currency));

        Assert.False(result.GetProperty("processed").GetBoolean());
        var kept = await Api.QueryAsync(db => db.PaymentEvents.SingleAsync(e => e.Status == PaymentEventStatus.Review));
        Assert.Equal(("charge.refunded", reason), (kept.EventType, kept.ReviewReason));
        Assert.Equal((OrderStatus.Paid, 0), ((await OrderAsync("pi_1")).Status, (await OrderAsync("pi_1")).RefundedAmount));
        Assert.Equal(998, await StockOfAsync("mug"));
        Assert.Empty(await PublishedAsync());
    }

    [Fact]
    public async Task More_than_was_paid_is_never_counted()
    {
        await PayAsync("pi_1");
        await SendAsync(StripeWebhook.Refund($"evt_more_{Tag}", "pi_1", 9000, amount: 9000));
        Assert.Equal((OrderStatus.Refunded, 4200), ((await OrderAsync("pi_1")).Status, (await OrderAsync("pi_1")).RefundedAmount));
    }

    [Fact]
    public async Task A_refund_signed_with_another_secret_is_refused()
    {
        await PayAsync("pi_1");
        var request = StripeWebhook.Request(StripeWebhook.Refund($"evt_forged_{Tag}", "pi_1", 4200), "whsec_somebody_else");
        await (await Http.SendAsync(request)).ProblemAsync(System.Net.HttpStatusCode.BadRequest);
        Assert.Equal(OrderStatus.Paid, (await OrderAsync("pi_1")).Status);
    }
}
