namespace Platform.Idempotency;

/// <summary>
/// The fast layer of idempotency: remembers answers, and keeps two from doing the same work at the same time. It may forget or
/// be away; what must happen once is guarded by a unique constraint in the database.
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>Takes the key if nobody has it. Never throws because the store is away: that is <see cref="Claim.Unavailable"/>.</summary>
    Task<Claim> ClaimAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Stores the answer for later duplicates, if the claim is still ours.</summary>
    Task CompleteAsync(Claim.Taken claim, string answer);

    /// <summary>
    /// Gives the key back after a failure, if the claim is still ours, so that a retry need not wait for the lease to end.
    /// </summary>
    Task ReleaseAsync(Claim.Taken claim);
}

/// <summary>What came of asking for a key.</summary>
public abstract record Claim
{
    /// <summary>It is ours: do the work before the lease ends, then complete or release.</summary>
    public sealed record Taken(string Key, string Token) : Claim;

    /// <summary>Somebody is doing the work now.</summary>
    public sealed record InProgress : Claim;

    /// <summary>The work has been done; this was the answer.</summary>
    public sealed record Completed(string Answer) : Claim;

    /// <summary>The store is away: go on, the database decides.</summary>
    public sealed record Unavailable : Claim;
}
