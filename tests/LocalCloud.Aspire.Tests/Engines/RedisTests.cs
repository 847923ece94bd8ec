using StackExchange.Redis;

namespace LocalCloud.Aspire.Tests.Engines;

[Collection(nameof(ShopFixture))]
public sealed class RedisTests(ShopFixture shop)
{
    [Fact]
    public async Task The_password_of_the_connection_string_is_asked_for()
    {
        var options = ConfigurationOptions.Parse(await shop.App.ConnectionStringAsync("cache"));
        Assert.False(string.IsNullOrEmpty(options.Password));
        Assert.Equal("PONG", (string?)await shop.App.RedisAsync("cache", "PING"));
        options.Password = null;
        await Assert.ThrowsAnyAsync<RedisException>(async () =>
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            await redis.GetDatabase().PingAsync();
        });
    }

    [Fact]
    public async Task Without_a_password_none_is_asked_for()
    {
        Assert.DoesNotContain("password", await shop.App.ConnectionStringAsync("open"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("PONG", (string?)await shop.App.RedisAsync("open", "PING"));
    }
}
