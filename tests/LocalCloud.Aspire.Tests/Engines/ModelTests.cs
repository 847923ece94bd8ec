using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>Whoever looks at the official resources sees what a container would show.</summary>
[Collection(nameof(ShopFixture))]
public sealed class ModelTests(ShopFixture shop)
{
    [Theory]
    [InlineData("main")]
    [InlineData("cache")]
    public void Events_of_a_server_come_in_the_order_of_its_life(string server)
    {
        var events = shop.Events.Of(server);
        Assert.Equal(["BeforeStarted", "ConnectionString", "Endpoints", "Ready"], events.Order());
        Assert.Equal("Ready", events[^1]);
        Assert.True(Index("Endpoints") < Index("ConnectionString"), string.Join(", ", events));

        int Index(string e) => events.ToList().IndexOf(e);
    }

    [Fact]
    public void A_database_has_its_connection_string_before_it_is_ready() =>
        Assert.Equal(["ConnectionString", "Ready"], shop.Events.Of("shop").Where(e => e is "ConnectionString" or "Ready"));

    [Theory]
    [InlineData("main")]
    [InlineData("shop")]
    [InlineData("scripted")]
    [InlineData("cache")]
    [InlineData("open")]
    public async Task Servers_and_databases_are_running_and_healthy_by_their_own_check(string resource)
    {
        var now = await shop.App.NowAsync(resource);
        Assert.Equal(KnownResourceStates.Running, now.State?.Text);
        Assert.Contains(now.HealthReports, r => r.Name == $"{resource}_check");
        Assert.All(now.HealthReports, r => Assert.Equal(HealthStatus.Healthy, r.Status));
    }

    [Fact]
    public async Task The_process_is_hidden_and_its_properties_are_the_servers()
    {
        var engine = Assert.Single(shop.App.Model.Resources.OfType<EngineResource>(), e => e.Served.Name == "main");
        Assert.True((await shop.App.NowAsync(engine.Name)).IsHidden);
        var server = await shop.App.NowAsync("main");
        Assert.False(server.IsHidden);
        using var process = System.Diagnostics.Process.GetProcessById(RunningApplication.PidOf(server));
        Assert.False(process.HasExited);
    }

    [Theory]
    [InlineData("main", "database system is ready to accept connections")]
    [InlineData("cache", "Ready on 127.0.0.1:")]
    public Task What_the_process_writes_is_the_log_of_the_official_resource(string server, string text) =>
        shop.App.LogHasAsync(server, text);

    [Fact]
    public async Task A_dependant_gets_connection_strings_and_their_parts_as_variables()
    {
        var variables = (await shop.App.NowAsync("dependant")).EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);
        var expected = new NpgsqlConnectionStringBuilder(await shop.App.ConnectionStringAsync("shop"));
        Assert.Equal(await shop.App.ConnectionStringAsync("shop"), variables["ConnectionStrings__shop"]);
        Assert.Equal(await shop.App.ConnectionStringAsync("cache"), variables["ConnectionStrings__cache"]);
        Assert.Equal(expected.Host, variables["SHOP_HOST"]);
        Assert.Equal($"{expected.Port}", variables["SHOP_PORT"]);
        Assert.Equal(ShopFixture.Owner, variables["SHOP_USERNAME"]);
        Assert.Equal(ShopFixture.Password, variables["SHOP_PASSWORD"]);
        Assert.Equal("shop", variables["SHOP_DATABASENAME"]);
        Assert.EndsWith($":{variables["CACHE_PORT"]}", variables["ConnectionStrings__cache"]!.Split(',')[0], StringComparison.Ordinal);
    }
}
