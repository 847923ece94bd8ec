using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;
using Services.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(Servers))]

namespace Services.Tests.Infrastructure;

/// <summary>The servers that the tests share, each started when the first test asks for it and stopped at the end of the run.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _postgres = new(PostgresServer.StartAsync);

    private readonly Lazy<RedisServer> _redis = new(() =>
    {
        var server = new RedisServer();
        server.Start();
        return server;
    });

    private readonly Lazy<Task<WebApplication>> _aws = new(async () =>
    {
        var app = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
        await app.StartAsync();
        return app;
    });

    private int _accounts;

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync() => await (await _postgres.Value).CreateDatabaseAsync();

    public string RedisConnectionString => _redis.Value.ConnectionString;

    public async Task<string> GetAwsUrlAsync() => (await _aws.Value).Urls.First();

    /// <summary>An AWS account of its own: what a test makes there no other test sees.</summary>
    public string NewAwsAccount() => Interlocked.Increment(ref _accounts).ToString("000000000000");

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }

        if (_redis.IsValueCreated)
        {
            _redis.Value.Dispose();
        }

        if (_aws.IsValueCreated)
        {
            await (await _aws.Value).DisposeAsync();
        }
    }
}
