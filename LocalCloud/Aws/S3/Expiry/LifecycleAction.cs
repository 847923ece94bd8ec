using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Objects;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>One thing that a lifecycle has to do by now.</summary>
/// <param name="At">When it fell due: a delete marker is of that time.</param>
internal abstract record LifecycleAction(DateTimeOffset At)
{
    /// <summary>The current version of a key expires: it goes, or a delete marker hides it.</summary>
    internal sealed record Expire(DateTimeOffset At, StoredObject Stored) : LifecycleAction(At);

    /// <summary>A version goes for good.</summary>
    internal sealed record Remove(DateTimeOffset At, StoredObject Stored) : LifecycleAction(At);

    internal sealed record Move(DateTimeOffset At, StoredObject Stored, string StorageClass) : LifecycleAction(At);

    internal sealed record Abort(DateTimeOffset At, Upload Upload) : LifecycleAction(At);

    /// <summary>What is due in a bucket. To do it can make more due: what expires becomes noncurrent.</summary>
    public static IEnumerable<LifecycleAction> Due(Bucket bucket, DateTimeOffset now)
    {
        if (bucket.Lifecycle is not { } rules || now < rules.Begins)
            return [];
        return Versions(bucket)
            .Select(place => OfVersion(rules, place, now))
            .Concat(
                bucket.Uploads.Values.Select(upload =>
                    rules.AbortOf(upload.Row.Key, upload.Row.Initiated) is var (at, _) && at <= now
                        ? new Abort(Later(at, rules.Begins), upload)
                        : null
                )
            )
            .OfType<LifecycleAction>();
    }

    /// <param name="Newer">The version that covers it; null for the current one.</param>
    /// <param name="NewerNoncurrent">How many are between it and the current one.</param>
    /// <param name="IsAlone">Of a delete marker: it hides nothing.</param>
    private sealed record Place(StoredObject Stored, StoredObject? Newer, int NewerNoncurrent, bool IsAlone);

    private static IEnumerable<Place> Versions(Bucket bucket)
    {
        StoredObject? newer = null;
        var covered = -1;
        foreach (var (key, stored) in bucket.VersionsFrom(""))
        {
            (newer, covered) = newer?.Key == key ? (newer, covered + 1) : (null, -1);
            yield return new(stored, newer, covered, newer is null && stored.IsDeleteMarker && bucket.VersionsOf(key).Count == 1);
            newer = stored;
        }
    }

    private static LifecycleAction? OfVersion(LifecycleRules rules, Place place, DateTimeOffset now)
    {
        var stored = place.Stored;
        var ends =
            place.Newer is not null ? EndOfNoncurrent(rules, place)
            : stored.IsDeleteMarker
                ? place.IsAlone ? EndOfMarker(rules, stored)
                    : null
            : rules.ExpiryOf(stored)?.At;
        if (ends <= now)
        {
            var at = Later(ends.Value, rules.Begins);
            if (place.Newer is null && !stored.IsDeleteMarker)
                return new Expire(at, stored);
            if (stored.Lock?.Holds(now, bypassesGovernance: false) != true)
                return new Remove(at, stored);
        }
        return stored.IsDeleteMarker ? null : Colder(rules, place, now);
    }

    private static DateTimeOffset? EndOfNoncurrent(LifecycleRules rules, Place place) =>
        rules
            .Rules.Where(rule =>
                rule.Noncurrent is not null && rule.Filter.Matches(place.Stored) && place.NewerNoncurrent >= rule.NewerNoncurrent
            )
            .Min(rule => (DateTimeOffset?)rule.Noncurrent!.From(place.Newer!.LastModified));

    private static DateTimeOffset? EndOfMarker(LifecycleRules rules, StoredObject marker) =>
        rules
            .Rules.Where(rule => rule.Filter.Matches(marker) && (rule.RemovesLoneMarkers || rule.Expiration is not null))
            .Min(rule => (DateTimeOffset?)(rule.Expiration ?? new(0, null)).From(marker.LastModified));

    private static Move? Colder(LifecycleRules rules, Place place, DateTimeOffset now) =>
        rules
            .Rules.Where(rule => rule.Filter.Matches(place.Stored))
            .SelectMany(rule =>
                (place.Newer is null ? rule.Moves : rule.NoncurrentMoves).Where(move =>
                    move.Takes(place.Stored.Size, rule.Filter, rules.VariesByClass)
                )
            )
            .Where(move =>
                move.IsFrom(place.Stored.Attributes.StorageClass)
                && place.NewerNoncurrent >= (place.Newer is null ? -1 : move.NewerNoncurrent)
                && move.Term.From((place.Newer ?? place.Stored).LastModified) <= now
            )
            .OrderByDescending(move => move.Rank)
            .Select(move => new Move(now, place.Stored, move.StorageClass))
            .FirstOrDefault();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset two) => one > two ? one : two;
}
