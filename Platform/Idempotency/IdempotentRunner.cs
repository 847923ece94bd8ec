using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Platform.Idempotency;

/// <summary>What a caller with an idempotency key gets: an answer (fresh or stored), or the advice to come again.</summary>
public abstract record Idempotent<T>
{
    public sealed record Answer(T Value, bool Stored) : Idempotent<T>;

    public sealed record InProgress(TimeSpan RetryAfter) : Idempotent<T>;
}

/// <summary>Runs work behind an idempotency key.</summary>
public sealed class IdempotentRunner(IIdempotencyStore store, IOptions<IdempotencyOptions> options, TimeProvider time)
{
    /// <summary>
    /// Runs <paramref name="work"/> unless its answer is known or somebody is at it. With the store away it runs always, so the
    /// work itself must be safe to repeat. Its failure is remembered by nobody: the key is free again.
    /// </summary>
    /// <param name="key">For example <c>stripe:evt_123</c>.</param>
    public async Task<Idempotent<T>> RunAsync<T>(
        string key,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    )
    {
        switch (await store.ClaimAsync(key, cancellationToken))
        {
            case Claim.Completed done:
                return new Idempotent<T>.Answer(JsonSerializer.Deserialize(done.Answer, type)!, Stored: true);
            case Claim.InProgress:
                return new Idempotent<T>.InProgress(options.Value.RetryAfter);
            case Claim.Taken taken:
                return new Idempotent<T>.Answer(await RunClaimedAsync(taken, type, work, cancellationToken), Stored: false);
            default:
                return new Idempotent<T>.Answer(await RunLimitedAsync(work, cancellationToken), Stored: false);
        }
    }

    private async Task<T> RunClaimedAsync<T>(
        Claim.Taken claim,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        T value;
        try
        {
            value = await RunLimitedAsync(work, cancellationToken);
        }
        catch
        {
            await store.ReleaseAsync(claim);
            throw;
        }

        await store.CompleteAsync(claim, JsonSerializer.Serialize(value, type));
        return value;
    }

    private async Task<T> RunLimitedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.WorkLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The work took longer than Idempotency:WorkLimit ({options.Value.WorkLimit})", exception);
        }
    }
}
