using System.Net;
using Aspire.Hosting.ApplicationModel;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>On an application of their own, whose parts they take away; what is left is enough for the others.</summary>
public sealed class DisturbanceTests(DisturbanceTests.Disturbed disturbed)
    : KilledWorkerScenarios(disturbed),
        IClassFixture<DisturbanceTests.Disturbed>
{
    private Processes Processes => ((RunningAppHost)App).Processes;

    [Fact]
    public async Task Fifty_deliveries_of_one_webhook_at_once_make_one_order_without_Redis_too()
    {
        var webhook = new Webhook(Tag, "poster");
        await Processes.ExecuteAsync("redis", "stop");
        var answers = await Duplicates.SendAsync(App.Api, webhook);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await Duplicates.MadeOneOrderAsync(App, webhook, answers);
        await Processes.ExecuteAsync("redis", "start");
        Assert.Equal(HttpStatusCode.OK, (await App.Api.GetAsync("/health")).StatusCode);
    }

    [Theory]
    [InlineData("postgres", "restart")]
    [InlineData("postgres", "stop", "start")]
    [InlineData("redis", "restart")]
    [InlineData("redis", "stop", "start")]
    public async Task The_services_work_with_a_server_that_was_away(string server, params string[] commands)
    {
        var (before, after) = (new Webhook($"{Tag}-before"), new Webhook($"{Tag}-after"));
        var order = await before.SendAsync(App.Api);
        var pid = Processes.PidOf(await Processes.OneOfAsync(server));
        foreach (var command in commands)
        {
            await Processes.ExecuteAsync(server, command);
            if (command == "stop")
                await Processes.UntilAsync(server, "stopped", Processes.HasEnded);
        }
        await Processes.UntilAsync(server, "another process", now => IsRunning(now) && Processes.PidOf(now) != pid);
        await ((RunningAppHost)App).HealthyAsync(server);

        // Connections from before end with the first question
        await Eventually.HoldsAsync(async () => Assert.Equal("Healthy", (await App.Api.GetJsonAsync("/health")).Text("status")));
        await Eventually.HoldsAsync(async () => await after.SendAsync(App.Api));
        await App.Mail.TheMailAsync($"{after.Tag}@example.com", "Your order");
        Assert.Equal(order, Assert.Single(await before.OrdersAsync(App.Api)).Text("id"));
        Assert.Single(await after.OrdersAsync(App.Api));
    }

    private static bool IsRunning(ResourceEvent now) => now.Snapshot.State?.Text == KnownResourceStates.Running;

    // A killed worker's jobs come back when they have not been held for this long
    public sealed class Disturbed()
        : SystemSource(async () =>
            await RunningAppHost.StartAsync(null, ("Queue__Concurrency", $"{Concurrency}"), ("Queue__VisibilityTimeout", "00:00:05"))
        );
}
