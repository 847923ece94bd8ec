using static System.FormattableString;

namespace LocalCloud.Tune.Results;

/// <summary>The winner, and why.</summary>
internal sealed record Choice(SizeResult Winner, IReadOnlyList<string> Reasons)
{
    private const double Flat = 0.1,
        Hardly = 1.5,
        MemoryIsShort = 0.9;
    private const int OneCore = 1769;

    /// <param name="results">At least one.</param>
    /// <param name="weight">See <see cref="TuneRequest.Weight"/>.</param>
    public static Choice Of(IReadOnlyList<SizeResult> results, Strategy strategy, double weight)
    {
        var cheapest = results.OrderBy(r => r.AverageCost).ThenBy(r => r.AverageDuration).First();
        var fastest = results.OrderBy(r => r.AverageDuration).First();
        // What cannot be told from the best is as good: then the other figure decides
        var equals = strategy switch
        {
            Strategy.Cost => results.Where(r => r.CostsAsMuchAs(cheapest)).OrderBy(r => r.AverageDuration).ToList(),
            Strategy.Speed => results.Where(r => r.IsAsFastAs(fastest)).OrderBy(r => r.AverageCost).ToList(),
            _ => [results.OrderBy(r => Balance(r, results, weight)).First()],
        };
        var winner = equals[0];
        var reasons = new List<string> { Headline(winner, strategy, weight, equals.Count > 1) };
        if (equals.Count > 1)
            reasons.Add(
                $"{string.Join(", ", equals.Skip(1).Select(r => r.Name))}: the difference in "
                    + $"{(strategy == Strategy.Cost ? "cost" : "time")} is within what measurements vary."
            );
        if (!winner.CostsAsMuchAs(cheapest))
            reasons.Add(Against(winner, cheapest, "the cheapest"));
        if (!winner.IsAsFastAs(fastest))
            reasons.Add(Against(winner, fastest, "the fastest"));
        reasons.AddRange(Curve([.. results.Where(r => r.Build == winner.Build)]));
        if (winner.MaxMemory > winner.Size * MemoryIsShort)
            reasons.Add(
                $"It has used {winner.MaxMemory} of its {winner.Size} MB: an event that needs more ends in an out-of-memory " + "error."
            );
        return new(winner, reasons);
    }

    private static double Balance(SizeResult result, IReadOnlyList<SizeResult> all, double weight) =>
        (weight * (double)(result.AverageCost / all.Max(r => r.AverageCost)))
        + ((1 - weight) * result.AverageDuration / all.Max(r => r.AverageDuration));

    private static string Headline(SizeResult winner, Strategy strategy, double weight, bool hasEquals)
    {
        var what = strategy switch
        {
            Strategy.Cost => hasEquals ? "the fastest of the cheapest" : "the cheapest",
            Strategy.Speed => hasEquals ? "the cheapest of the fastest" : "the fastest",
            _ => Invariant($"the best of {weight:0.##} cost and {1 - weight:0.##} speed"),
        };
        return $"{winner.Name}: {Form.Milliseconds(winner.AverageDuration)} and {Form.Dollars(winner.CostPerMillion)} per million "
            + $"invocations, {what}.";
    }

    private static string Against(SizeResult winner, SizeResult other, string what)
    {
        var (time, cost) = (other.AverageDuration / winner.AverageDuration, (double)(other.AverageCost / winner.AverageCost));
        return $"{other.Name}, {what}, takes {Compare(time, "of the time")} and costs {Compare(cost, "of it")}.";
    }

    // From 2 up a factor reads better than a percentage
    private static string Compare(double factor, string of) =>
        factor >= 2 ? Invariant($"{factor:0.0} times as much") : Invariant($"{factor * 100:0} % {of}");

    private static IEnumerable<string> Curve(List<SizeResult> sizes)
    {
        if (sizes.Count < 2)
            yield break;
        var (small, large) = (sizes.MinBy(r => r.Size)!, sizes.MaxBy(r => r.Size)!);
        var gain = small.AverageDuration / large.AverageDuration;
        var ends =
            $"{Form.Milliseconds(small.AverageDuration)} at {small.Size} MB, {Form.Milliseconds(large.AverageDuration)} at "
            + $"{large.Size} MB";
        if (Math.Abs(1 - gain) <= Flat)
            yield return $"Memory makes no difference to its time ({ends}): it waits for others, and more CPU is paid for in vain.";
        else if (gain is > 1 and < Hardly)
            yield return $"Memory makes little difference to its time ({ends}): it waits for others most of it.";
        else if (gain > 1)
            yield return Invariant($"From {small.Size} to {large.Size} MB it gets {gain:0.0} times faster: it needs CPU.");
        // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
        if (
            gain >= Hardly
            && large.Size > OneCore
            && sizes.Where(r => r.Size is >= OneCore - 100 and <= OneCore).MaxBy(r => r.Size) is { } core
            && core.IsAsFastAs(large)
        )
            yield return $"Above {core.Size} MB, where it has one core, it gets no faster: it uses one thread.";
    }
}
