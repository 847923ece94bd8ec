using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Outbox;
using Services.Tests.Infrastructure;

namespace Services.Tests.EventRouter;

public sealed class OrderEventTests(Servers servers) : RouterTest(servers)
{
    [Fact]
    public async Task An_order_published_to_the_bus_is_confirmed_and_counted()
    {
        await using var router = StartRouter();
        var order = Order("ada@example.com");
        await using var scope = router.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Publish(order, TimeProvider.System);
        await db.SaveChangesAsync();

        var mail = (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json().GetProperty("data");
        Assert.Equal("ada@example.com", mail.GetProperty("to").GetString());
        Assert.Contains($"{order.OrderId}", mail.GetProperty("subject").GetString());
        var text = mail.GetProperty("text").GetString();
        Assert.Contains("2 x tea\n", text);
        Assert.Contains("3 x cup (1 follow", text);
        await StopAsync(router);
        Assert.Equal(1999, (await QueryAsync(context => context.DailySales.SingleAsync())).Amount);
    }

    [Fact]
    public async Task An_order_without_an_address_is_counted_and_not_confirmed()
    {
        await using var router = StartRouter();
        await SendAsync(Event(Order(email: null)));
        await Trace.EndedAsync("process OrderPlaced", failed: false);
        await StopAsync(router);

        Assert.Equal(1, await QueryAsync(db => db.DailySales.SumAsync(day => day.Orders)));
        await NothingIsLeftAsync("JobQueueUrl");
    }

    [Fact]
    public async Task Each_day_s_sales_are_right_after_fifty_orders_at_once_each_delivered_twice_to_two_routers()
    {
        var beforeMidnight = new DateTimeOffset(2026, 1, 31, 23, 59, 59, TimeSpan.Zero);
        var afterMidnight = beforeMidnight.AddSeconds(1).ToOffset(TimeSpan.FromHours(-8));
        var orders = Enumerable
            .Range(1, 50)
            .Select(i => Order(amount: i, currency: i % 5 == 0 ? "eur" : "usd", at: i % 2 == 0 ? beforeMidnight : afterMidnight))
            .Select(order => Event(order))
            .ToList();
        await SendAsync([.. orders, .. orders]);
        await using var router = StartRouter();
        await using var other = StartRouter();
        await Trace.EndedAsync("process OrderPlaced", 100, failed: false);
        await StopAsync(router);
        await StopAsync(other);

        var days = await QueryAsync(db => db.DailySales.OrderBy(day => day.Day).ThenBy(day => day.Currency).ToListAsync());
        Assert.Equal(
            [
                (new DateOnly(2026, 1, 31), "eur", 5, 150m),
                (new DateOnly(2026, 1, 31), "usd", 20, 500m),
                (new DateOnly(2026, 2, 1), "eur", 5, 125m),
                (new DateOnly(2026, 2, 1), "usd", 20, 500m),
            ],
            days.Select(day => (day.Day, day.Currency, day.Orders, day.Amount))
        );
        await NothingIsLeftAsync("EventQueueUrl");
    }
}
