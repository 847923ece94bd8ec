using System.Text.Json;
using StackExchange.Redis;

/// <summary>Orders by way of Redis. They never change, so a copy is never wrong; without Redis it only takes longer.</summary>
sealed class OrderCache(OrderStore store, IConnectionMultiplexer redis, ILogger<OrderCache> logger)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<Order?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = $"order:{id}";
        if (await TryAsync(cache => cache.StringGetAsync(key)) is { HasValue: true } copy)
        {
            return JsonSerializer.Deserialize<Order>((string)copy!);
        }

        var order = await store.FindAsync(id, cancellationToken);
        if (order is not null)
        {
            await TryAsync(cache => cache.StringSetAsync(key, JsonSerializer.Serialize(order), Lifetime));
        }

        return order;
    }

    async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> command)
    {
        try
        {
            return await command(redis.GetDatabase());
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning("The cache does not answer: {Reason}", e.Message);
            return default;
        }
    }
}
