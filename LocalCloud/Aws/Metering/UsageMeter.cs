using System.Collections.Concurrent;

namespace LocalCloud.Aws.Metering;

/// <summary>
/// What was called, on what, by whom. A name or ARN stands as the caller wrote it: which resource it means is asked for the report.
/// </summary>
/// <param name="Name">of the resource; null where the operation has none</param>
/// <param name="Detail">what of it: an index, a rule's bus, a schedule's group, the kind of a transaction's item</param>
internal readonly record struct UsageKey(string Service, string Operation, string? Name, string? Detail, Caller Caller, Scope Scope);

/// <summary>
/// Counts the calls that AWS would have got, by resource and caller, in the units that it bills. On a call's way this is one look-up and
/// some additions. Memory is bounded: beyond <see cref="MostKeys"/> what is new goes into one counter for all others.
/// </summary>
internal sealed class UsageMeter(TimeProvider time)
{
    public const int MostKeys = 4096;

    private readonly Lock _growing = new();
    private volatile Counts _counts = new(time.GetUtcNow());

    public Callers Callers { get; } = new();

    /// <summary>For a call of which the bytes come later.</summary>
    public Counter Count(in UsageKey key, string? error, Units units)
    {
        var counter = Of(key);
        counter.Add(time.GetUtcNow(), error, units);
        return counter;
    }

    public void AddBytes(Counter counter, long request, long response) => counter.AddBytes(time.GetUtcNow(), request, response);

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        lock (_growing)
            _counts = new(time.GetUtcNow());
    }

    public (DateTimeOffset From, List<(UsageKey Key, Tally Tally)> Calls, Tally? Others) Since(DateTimeOffset? since)
    {
        var counts = _counts;
        var from = since > counts.Began ? since.Value : counts.Began;
        var calls = new List<(UsageKey, Tally)>();
        foreach (var (key, counter) in counts.ByKey)
            if (counter.Since(from) is { } tally)
                calls.Add((key, tally));
        return (from, calls, counts.Others.Since(from));
    }

    private Counter Of(in UsageKey key)
    {
        var counts = _counts;
        return counts.ByKey.TryGetValue(key, out var known) ? known : Make(key);
    }

    private Counter Make(in UsageKey key)
    {
        lock (_growing)
        {
            var counts = _counts;
            if (counts.ByKey.TryGetValue(key, out var made))
                return made;
            if (counts.Keys == MostKeys)
                return counts.Others;
            counts.Keys++;
            return counts.ByKey[key] = new();
        }
    }

    private sealed class Counts(DateTimeOffset began)
    {
        public DateTimeOffset Began => began;

        public ConcurrentDictionary<UsageKey, Counter> ByKey { get; } = [];

        public int Keys { get; set; }

        public Counter Others { get; } = new();
    }
}
