using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>Two servers of PostgreSQL and two of Redis, with what can be asked of them officially, and a process that uses them.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    public const string Owner = "shop.owner",
        Password = "a.b}c{d'e$f \"g%=h";

    public RunningApplication App { get; private set; } = null!;

    /// <summary>The events of the official resources, in their order: <c>main BeforeResourceStarted</c>.</summary>
    public RecordedEvents Events { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = TestHost.Create();
        var owner = builder.AddParameter("owner", Owner);
        var password = builder.AddParameter("own-password", Password, secret: true);
        var main = builder
            .AddPostgres("main")
            .WithUserName(owner)
            .WithPassword(password)
            .WithEnvironment("POSTGRES_DB", "own \"first\"")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--wal-segsize=4 --no-data-checksums")
            .WithArgs("-c", "max_connections=33");
        var shop = main.AddDatabase("shop");
        main.AddDatabase("stock", "ware house");
        main.AddDatabase("scripted").WithCreationScript("CREATE DATABASE scripted CONNECTION LIMIT 7");
        var other = builder.AddPostgres("other").AddDatabase("elsewhere");
        var cache = builder.AddRedis("cache").WithPersistence(TimeSpan.FromMinutes(1));
        builder.AddRedis("open").WithPassword(null);
        builder
            .AddExecutable("dependant", "sleep", ".", "1000")
            .WithReference(shop)
            .WithReference(cache)
            .WaitFor(shop)
            .WaitFor(other)
            .WaitFor(cache);

        Events.Record(main);
        Events.Record(shop);
        Events.Record(cache);
        App = await builder.StartAsync("scripted", "stock", "open", "dependant");
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
    }
}

[CollectionDefinition(nameof(ShopFixture))]
public sealed class ShopCollection : ICollectionFixture<ShopFixture>;
