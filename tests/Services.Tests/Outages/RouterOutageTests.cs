using EventRouter.Users;
using Microsoft.EntityFrameworkCore;
using Platform.Events;
using Services.Tests.Infrastructure;

namespace Services.Tests.Outages;

public sealed class RouterOutageTests(Servers servers) : OutageTest(servers)
{
    private const int Before = 8,
        Meanwhile = 8;

    [Theory]
    [InlineData(10, false)]
    [InlineData(75, true)]
    [InlineData(600, false)]
    public async Task All_orders_are_confirmed_and_counted_once_after_an_outage_of_the_database(int seconds, bool retriesOfEF)
    {
        Stack.Configuration["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetry"] = $"{!retriesOfEF}";
        await using var router = Start<WelcomeMail>(OnTheClock);
        Database.Cut();
        await PlaceAsync(Before);
        await Trace.EndedAsync("process OrderPlaced", failed: true);
        await PlaceAsync(Meanwhile);
        await PassAsync(TimeSpan.FromSeconds(seconds));
        Database.Restore();
        await PassUntilAsync(Trace.EndedAsync("process OrderPlaced", Before + Meanwhile, failed: false));
        await Trace.EndedAsync("send email", Before + Meanwhile, failed: false);
        await StopAsync(router);

        Assert.Equal(Before + Meanwhile, await QueryAsync(db => db.DailySales.SumAsync(day => day.Orders)));
        await NothingIsLeftAsync("EventQueueUrl");
        await NothingIsLeftAsync("EventDeadLetterQueueUrl");
        var attributes = await Stack.Sqs.GetQueueAttributesAsync(Stack["JobQueueUrl"], ["All"]);
        Assert.Equal(Before + Meanwhile, attributes.ApproximateNumberOfMessages);
    }

    private async Task PlaceAsync(int orders)
    {
        for (var i = 0; i < orders; i++)
        {
            var order = new OrderPlaced(
                Guid.CreateVersion7(),
                1999,
                "usd",
                "PAID",
                new DateTimeOffset(2026, 1, 1, 12, 30, 0, TimeSpan.Zero),
                [new OrderPlacedLine("tea", 2, 0)],
                "ada@example.com"
            );
            await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], BusEvents.Write(Trace, order));
        }
    }
}
