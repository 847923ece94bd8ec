using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Platform.Redis;

/// <summary>The integration's <see cref="IConnectionMultiplexer"/>, connected when first used.</summary>
internal sealed class RedisConnection(IServiceProvider services, IOptions<ConfigurationOptions> options)
{
    // The integration connects where it is resolved, for up to the connect time-out: so on one thread, and not on those of every request.
    private readonly Lazy<Task<IConnectionMultiplexer>> _connecting = new(() => Task.Run(() => Connect(services)));

    /// <exception cref="RedisException">No connection string is configured.</exception>
    public async Task<IDatabase> GetDatabaseAsync(CancellationToken cancellationToken) =>
        options.Value.EndPoints.Count == 0
            ? throw new RedisException("ConnectionStrings:redis is not configured (host:port,password=...)")
            : (await _connecting.Value.WaitAsync(cancellationToken)).GetDatabase();

    private static IConnectionMultiplexer Connect(IServiceProvider services)
    {
        var connection = services.GetRequiredService<IConnectionMultiplexer>();
        services.GetService<RedisSpans>()?.Watch(connection);
        return connection;
    }
}
