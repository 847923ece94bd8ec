using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Redis;
using StackExchange.Redis;

namespace Platform.Idempotency;

/// <summary>
/// One Redis string per key, named by the key's SHA-256: <c>lease:TOKEN</c> while somebody works (ends by itself),
/// then <c>done:ANSWER</c>. SET NX makes the claim; WATCH/MULTI keeps a late owner from touching another's. No Lua,
/// so that any Redis-compatible server does.
/// </summary>
internal sealed partial class RedisIdempotencyStore(
    RedisConnection redis,
    IOptions<IdempotencyOptions> options,
    ILogger<RedisIdempotencyStore> logger
) : IIdempotencyStore
{
    private const string LeasePrefix = "lease:";
    private const string DonePrefix = "done:";

    public async Task<Claim> ClaimAsync(string key, CancellationToken cancellationToken = default)
    {
        var name = NameOf(key);
        var token = LeasePrefix + Guid.NewGuid().ToString("N");
        try
        {
            var database = await redis.GetDatabaseAsync(cancellationToken);
            if (await database.StringSetAsync(name, token, options.Value.Lease, When.NotExists))
            {
                return new Claim.Taken(name, token);
            }

            var value = (string?)await database.StringGetAsync(name);
            return value?.StartsWith(DonePrefix, StringComparison.Ordinal) == true
                ? new Claim.Completed(value[DonePrefix.Length..])
                : new Claim.InProgress();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogAway(exception.Message);
            return new Claim.Unavailable();
        }
    }

    public Task CompleteAsync(Claim.Taken claim, string answer) =>
        IfOursAsync(claim, transaction => transaction.StringSetAsync(claim.Key, DonePrefix + answer, options.Value.Window));

    public Task ReleaseAsync(Claim.Taken claim) => IfOursAsync(claim, transaction => transaction.KeyDeleteAsync(claim.Key));

    private async Task IfOursAsync(Claim.Taken claim, Func<ITransaction, Task<bool>> change)
    {
        try
        {
            var transaction = (await redis.GetDatabaseAsync(CancellationToken.None)).CreateTransaction();
            transaction.AddCondition(Condition.StringEqual(claim.Key, claim.Token));
            _ = change(transaction);
            if (!await transaction.ExecuteAsync())
            {
                LogLeaseLost();
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogAway(exception.Message);
        }
    }

    private static string NameOf(string key) => "idempotency:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    [LoggerMessage(LogLevel.Warning, "Redis is away, the database alone guards against duplicates: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "The work took longer than its lease; another may have done it too, with the database deciding")]
    private partial void LogLeaseLost();
}
