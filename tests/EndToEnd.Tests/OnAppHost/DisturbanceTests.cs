using System.Net;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>On an application of their own, whose parts they take away; what is left is enough for the others.</summary>
public sealed class DisturbanceTests(DisturbanceTests.Disturbed disturbed) : KilledWorkerScenarios(disturbed), IClassFixture<DisturbanceTests.Disturbed>
{
    [Fact]
    public async Task Fifty_deliveries_of_one_webhook_at_once_make_one_order_without_Redis_too()
    {
        var processes = ((RunningAppHost)App).Processes;
        var webhook = new Webhook(Tag, "poster");
        await processes.ExecuteAsync("redis", "stop");
        var answers = await Duplicates.SendAsync(App.Api, webhook);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await Duplicates.MadeOneOrderAsync(App, webhook, answers);
        await processes.ExecuteAsync("redis", "start");
        Assert.Equal(HttpStatusCode.OK, (await App.Api.GetAsync("/health")).StatusCode);
    }

    // A killed worker's jobs come back when they have not been held for this long
    public sealed class Disturbed() : SystemSource(async () =>
        await RunningAppHost.StartAsync(null, ("Queue__Concurrency", $"{Concurrency}"), ("Queue__VisibilityTimeout", "00:00:05")));
}
