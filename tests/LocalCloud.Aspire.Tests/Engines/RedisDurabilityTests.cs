using LocalCloud.Aspire.Tests.Infrastructure;
using StackExchange.Redis;

namespace LocalCloud.Aspire.Tests.Engines;

public sealed class RedisDurabilityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact(Skip = "POSIX", SkipWhen = nameof(IsWindows))]
    public async Task What_was_acknowledged_outlives_a_kill()
    {
        await using var server = new RedisProcess(_directory);
        for (var round = 0; round < 3; round++)
        {
            await server.StartAsync();
            await using var redis = await server.ConnectAsync();
            for (var batch = 0; batch < 20; batch++)
                await Task.WhenAll(Batch(redis, $"{round}", batch * Many, "a value"));
            // As soon as the last answer is here
            await server.KillAsync();
            await server.StartAsync();
            await HasAsync(server, $"{round}", 20 * Many);
            await server.KillAsync();
        }
    }

    // Garnet takes a transaction that a kill has cut off for the beginning of what comes after
    [Fact(Skip = "POSIX", SkipWhen = nameof(IsWindows))]
    public async Task After_kills_in_the_midst_of_transactions_it_starts_and_loses_nothing()
    {
        await using var server = new RedisProcess(_directory);
        var acknowledged = new List<string>();
        for (var round = 0; round < 6; round++)
        {
            await server.StartAsync();
            await HasAsync(server, acknowledged);
            await using var redis = await server.ConnectAsync();
            await redis.GetDatabase().StringSetAsync($"single:{round}", "a value");
            acknowledged.Add($"single:{round}");
            var transactions = Enumerable.Range(0, 200).Select(i => Transaction(redis, $"{round}:{i}")).ToList();
            await transactions[100];
            await server.KillAsync();
            acknowledged.AddRange((await Task.WhenAll(transactions)).OfType<string>());
        }
        await server.StartAsync();
        await HasAsync(server, acknowledged);
    }

    [Fact(Skip = "Needs prlimit", SkipUnless = nameof(IsLinux))]
    public async Task When_it_cannot_write_it_says_so_and_answers_again_once_it_can_without_a_loss()
    {
        await using var server = new RedisProcess(_directory);
        await server.StartAsync();
        await server.LimitFilesAsync(1_000_000);
        var acknowledged = await WriteAsync(server, "full", new string('x', 10_000));
        await server.SaysAsync($"Cannot write to {_directory.Path}: ");
        await Assert.ThrowsAsync<RedisConnectionException>(server.ConnectAsync);

        await server.LimitFilesAsync(null);
        await server.WritableAsync();
        await HasAsync(server, "full", acknowledged);
        await server.KillAsync();
        await server.StartAsync();
        await HasAsync(server, "full", acknowledged);
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    public static bool IsLinux => OperatingSystem.IsLinux();

    // At a time, as of a busy client
    private const int Many = 200;

    private static IReadOnlyList<Task<bool>> Batch(IConnectionMultiplexer redis, string prefix, int first, string value) =>
        [.. Enumerable.Range(first, Many).Select(i => redis.GetDatabase().StringSetAsync($"{prefix}:{i}", value))];

    // Until the server goes away; how many it has acknowledged
    private static async Task<int> WriteAsync(RedisProcess server, string prefix, string value)
    {
        await using var redis = await server.ConnectAsync();
        for (var acknowledged = 0; ; )
        {
            try
            {
                foreach (var write in Batch(redis, prefix, acknowledged, value))
                {
                    await write;
                    acknowledged++;
                }
            }
            catch (RedisException)
            {
                return acknowledged;
            }
        }
    }

    // Its key, when it was acknowledged
    private static async Task<string?> Transaction(IConnectionMultiplexer redis, string key)
    {
        try
        {
            var transaction = redis.GetDatabase().CreateTransaction();
            Task[] parts =
            [
                transaction.StringSetAsync(key, new string('x', 2000)),
                transaction.HashSetAsync($"{key}:beside", "field", new string('y', 2000)),
            ];
            _ = Task.WhenAll(parts).ContinueWith(all => all.Exception, TaskScheduler.Default);
            return await transaction.ExecuteAsync() ? key : null;
        }
        catch (RedisException)
        {
            return null;
        }
    }

    private static Task HasAsync(RedisProcess server, string prefix, int count) =>
        HasAsync(server, [.. Enumerable.Range(0, count).Select(i => $"{prefix}:{i}")]);

    private static async Task HasAsync(RedisProcess server, IReadOnlyList<string> keys)
    {
        await using var redis = await server.ConnectAsync();
        var found = await redis.GetDatabase().StringGetAsync([.. keys.Select(key => (RedisKey)key)]);
        Assert.Empty(keys.Where((_, i) => found[i].IsNull));
    }
}
