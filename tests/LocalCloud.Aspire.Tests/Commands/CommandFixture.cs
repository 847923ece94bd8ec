using Aspire.Hosting;
using LocalCloud.Aspire.Tests.Engines;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>A server of each kind. Whoever stops one starts it again.</summary>
public sealed class CommandFixture : IAsyncLifetime
{
    public RunningApplication App { get; private set; } = null!;
    public RecordedEvents Events { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = TestHost.Create();
        var database = builder.AddPostgres("postgres").AddDatabase("shop");
        var cache = builder.AddRedis("cache");
        Events.Record(database);
        Events.Record(cache);
        App = await builder.StartAsync("shop", "cache");
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
    }
}
