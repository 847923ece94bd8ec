using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Data;

/// <summary>One application, run twice on the same data directory: what the first run wrote, as the second found it.</summary>
public sealed class TwoRuns : IAsyncLifetime
{
    private static readonly string[] Databases = ["kept-db", "persistent-db", "bound-db", "lost-db"];
    private static readonly string[] Caches = ["kept-cache", "persistent-cache", "bound-cache", "lost-cache"];
    private readonly TemporaryDirectory _data = new();

    public string Directory => _data;
    public Dictionary<string, bool> Found { get; } = [];

    /// <summary>Where PostgreSQL had its data in the first run.</summary>
    public Dictionary<string, string> Places { get; } = [];

    public IDistributedApplicationBuilder Create(params string[] arguments)
    {
        var builder = TestHost.Create([$"--LocalCloud:DataDirectory={_data.Path}", .. arguments]);
        builder.AddPostgres("kept").WithDataVolume().AddDatabase("kept-db");
        builder.AddPostgres("persistent").WithLifetime(ContainerLifetime.Persistent).AddDatabase("persistent-db");
        builder.AddPostgres("bound").WithDataBindMount(_data["of postgres"]).AddDatabase("bound-db");
        builder.AddPostgres("lost").AddDatabase("lost-db");
        builder.AddRedis("kept-cache").WithDataVolume().WithPersistence(TimeSpan.FromHours(1), 1000);
        builder.AddRedis("persistent-cache").WithLifetime(ContainerLifetime.Persistent);
        builder.AddRedis("bound-cache").WithDataBindMount(_data["of redis"]);
        builder.AddRedis("lost-cache");
        return builder;
    }

    public async ValueTask InitializeAsync()
    {
        await using (var first = await Create().StartAsync([.. Databases, .. Caches]))
        {
            foreach (var database in Databases)
            {
                Places[database] = (string)(await first.SqlAsync(database, "show data_directory"))!;
                await first.SqlAsync(database, "create table orders ()");
            }
            foreach (var cache in Caches)
                await first.RedisAsync(cache, "SET", "order", "42");
        }
        await using var second = await Create().StartAsync([.. Databases, .. Caches]);
        foreach (var database in Databases)
            Found[database] = await second.SqlAsync(database, "select to_regclass('orders')::text") is string;
        foreach (var cache in Caches)
            Found[cache] = (string?)await second.RedisAsync(cache, "GET", "order") == "42";
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }
}
