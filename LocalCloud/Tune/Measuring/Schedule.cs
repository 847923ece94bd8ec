namespace LocalCloud.Tune.Measuring;

/// <summary>
/// What is invoked after what: round by round, every variant once in each, in an order of the round's own, so that what else the machine
/// or the network does meets all of them. Every variant gets the same payloads in the same order. All of it follows from the seed.
/// </summary>
internal static class Schedule
{
    /// <param name="rounds">Invocations of each variant, at least as many as there are payloads.</param>
    public static IEnumerable<(T Variant, int Round, string Payload)> Of<T>(
        IReadOnlyList<T> variants,
        IReadOnlyList<WeightedPayload> payloads,
        int rounds,
        int seed
    )
    {
        var random = new Random(seed);
        var sequence = Spread(payloads, rounds);
        random.Shuffle(sequence);
        for (var round = 0; round < rounds; round++)
        {
            var order = variants.ToArray();
            random.Shuffle(order);
            foreach (var variant in order)
                yield return (variant, round, sequence[round]);
        }
    }

    /// <summary>Each payload as often as its weight says, at least once: what rounding leaves goes to the largest remainders.</summary>
    private static string[] Spread(IReadOnlyList<WeightedPayload> payloads, int rounds)
    {
        var (sum, free) = (payloads.Sum(p => p.Weight), rounds - payloads.Count);
        var shares = payloads.Select(p => Math.Max(0, (p.Weight / sum * rounds) - 1)).ToList();
        var scale = shares.Sum() is > 0 and var wanted ? free / wanted : 0;
        var counts = shares.ConvertAll(s => 1 + (int)(s * scale));
        foreach (
            var i in Enumerable
                .Range(0, payloads.Count)
                .OrderByDescending(i => (shares[i] * scale) % 1)
                .ThenBy(i => i)
                .Take(rounds - counts.Sum())
        )
            counts[i]++;
        return [.. payloads.SelectMany((p, i) => Enumerable.Repeat(p.Json, counts[i]))];
    }
}
