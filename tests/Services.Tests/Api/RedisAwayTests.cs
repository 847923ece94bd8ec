using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class RedisAwayTests(Servers servers) : ApiTest(servers)
{
    private readonly RedisServer _redis = new();

    protected override string? RedisConnectionString => _redis.ConnectionString;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _redis.Dispose();
    }

    [Fact]
    public async Task Without_Redis_fifty_deliveries_at_once_still_create_one_order()
    {
        await DeliverManyTimesAsync();

        // Readiness says so, and stays ready.
        var health = await Http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Contains("Degraded", await health.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_Redis_that_accepts_nobody_keeps_no_service_from_starting_and_is_degraded_once_asked()
    {
        // The queue of connections is there, and nobody takes one from it.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Stack.Configuration["ConnectionStrings:redis"] = $"{silent.LocalEndpoint}";
        await using var api = StartAnother();
        var http = api.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/alive")).StatusCode);
        Assert.False(silent.Pending());

        var health = await (await http.GetAsync("/health")).JsonAsync();
        Assert.Equal("Degraded", health.GetProperty("checks").GetProperty("redis").GetProperty("status").GetString());
        Assert.Equal("Degraded", health.GetProperty("status").GetString());
        Assert.True(silent.Pending());
    }

    [Fact]
    public async Task When_Redis_stops_between_deliveries_the_next_ones_find_the_order_in_the_database()
    {
        _redis.Start();
        var first = await Http.SendWebhookAsync(Payload);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        _redis.Stop();
        await DeliverManyTimesAsync();
    }

    [Fact]
    public async Task When_Redis_comes_back_empty_a_delivery_finds_the_order_in_the_database()
    {
        await DeliverManyTimesAsync();
        _redis.Start();
        await DeliverManyTimesAsync();
    }

    private string Payload => StripeWebhook.Event($"evt_{Tag}", $"pi_{Tag}", "mug,mug");

    private async Task DeliverManyTimesAsync()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Http.SendWebhookAsync(Payload)));

        Assert.All(responses, response =>
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{response.StatusCode}")
        );
        Assert.Contains(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, await Api.QueryAsync(db => db.Orders.CountAsync()));
        Assert.Equal(998, await StockOfAsync("mug"));
    }
}
