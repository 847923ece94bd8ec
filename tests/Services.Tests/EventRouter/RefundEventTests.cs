using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.EventRouter;

public sealed class RefundEventTests(Servers servers) : RouterTest(servers)
{
    [Fact]
    public async Task A_refund_is_mailed_with_its_amount()
    {
        await using var router = StartRouter();
        var order = Order("ada@example.com");
        await SendAsync(Event(Refund(order, 499)));

        var mail = (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json().GetProperty("data");
        await StopAsync(router);
        Assert.Equal(
            ("ada@example.com", $"Your refund for order {order.OrderId}"),
            (mail.GetProperty("to").GetString(), mail.GetProperty("subject").GetString())
        );
        Assert.Equal(
            "We have refunded 4.99 USD of your order of 2026-01-01 12:30 UTC.\n\nSo far 4.99 USD of it have been refunded.\n",
            mail.GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task The_last_refund_says_that_it_is_the_last()
    {
        await using var router = StartRouter();
        await SendAsync(Event(Refund(Order("ada@example.com"), 1500, before: 499)));

        var mail = (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json().GetProperty("data");
        await StopAsync(router);
        Assert.Equal(
            "We have refunded 15.00 USD of your order of 2026-01-01 12:30 UTC.\n\nThat is all of it: 19.99 USD.\n",
            mail.GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task A_refund_without_an_address_is_counted_and_not_mailed()
    {
        await using var router = StartRouter();
        await SendAsync(Event(Refund(Order(), 1999)));
        await Trace.EndedAsync("process OrderRefunded", failed: false);
        await StopAsync(router);

        Assert.Equal((-1, -1999m), await TheDayAsync());
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task The_day_of_an_order_is_corrected_in_whatever_order_and_however_often_the_events_come()
    {
        var orders = Enumerable.Range(0, 20).Select(_ => Order(amount: 1000)).ToList();
        var refunds = orders
            .Take(10)
            .SelectMany((order, i) => i % 2 == 0 ? [Refund(order, 1000)] : new[] { Refund(order, 300), Refund(order, 700, before: 300) })
            .Append(Refund(orders[19], 1));
        string[] events = [.. refunds.Select(refund => Event(refund)), .. orders.Select(order => Event(order))];
        await SendAsync([.. events, .. events.Reverse()]);
        await using var router = StartRouter();
        await using var other = StartRouter();
        await Trace.EndedAsync("process OrderPlaced", 40, failed: false);
        await Trace.EndedAsync("process OrderRefunded", 32, failed: false);
        await StopAsync(router);
        await StopAsync(other);

        Assert.Equal((10, 9999m), await TheDayAsync());
        await NothingIsLeftAsync("EventQueueUrl");
    }

    private async Task<(int Orders, decimal Amount)> TheDayAsync()
    {
        var day = await QueryAsync(db => db.DailySales.SingleAsync());
        Assert.Equal(new DateOnly(2026, 1, 1), day.Day);
        return (day.Orders, day.Amount);
    }
}
