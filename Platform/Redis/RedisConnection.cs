using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Platform.Redis;

/// <summary>
/// The connection string <c>redis</c>, connected when first used. Nothing waits long for Redis: with the server away a command
/// fails at once, and the connection comes back by itself.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>>? connecting;

    public RedisConnection(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("redis") is not { Length: > 0 } text)
        {
            return;
        }

        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.ConnectRetry = 1;
        options.AsyncTimeout = 1000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        if (options.Ssl && CertificateBundle.FromEnvironment() is { } bundle)
        {
            options.CertificateValidation += bundle.Validate;
        }

        connecting = new Lazy<Task<ConnectionMultiplexer>>(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    /// <exception cref="RedisException">No connection string is configured.</exception>
    public async Task<IDatabase> GetDatabaseAsync(CancellationToken cancellationToken) =>
        connecting is null
            ? throw new RedisException("ConnectionStrings:redis is not configured (host:port,password=...)")
            : (await connecting.Value.WaitAsync(cancellationToken)).GetDatabase();

    public async ValueTask DisposeAsync()
    {
        if (connecting is { IsValueCreated: true })
        {
            await (await connecting.Value).DisposeAsync();
        }
    }
}
