using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;
using Services.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Services.Tests.Infrastructure;

/// <summary>The servers that the tests share, each started when the first test asks for it and stopped at the end of the run.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> postgres = new(PostgresServer.StartAsync);

    private readonly Lazy<RedisServer> redis = new(() =>
    {
        var server = new RedisServer();
        server.Start();
        return server;
    });

    private readonly Lazy<Task<WebApplication>> aws = new(async () =>
    {
        var app = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
        await app.StartAsync();
        return app;
    });

    private int accounts;

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync() => await (await postgres.Value).CreateDatabaseAsync();

    public string RedisConnectionString => redis.Value.ConnectionString;

    public async Task<string> GetAwsUrlAsync() => (await aws.Value).Urls.First();

    /// <summary>An AWS account of its own: what a test makes there no other test sees.</summary>
    public string NewAwsAccount() => Interlocked.Increment(ref accounts).ToString("000000000000");

    public async ValueTask DisposeAsync()
    {
        if (postgres.IsValueCreated)
        {
            await (await postgres.Value).DisposeAsync();
        }

        if (redis.IsValueCreated)
        {
            redis.Value.Dispose();
        }

        if (aws.IsValueCreated)
        {
            await (await aws.Value).DisposeAsync();
        }
    }
}
