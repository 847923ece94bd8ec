namespace LocalCloud.Tune.Results;

/// <summary>Figures of a sorted list.</summary>
internal static class Figures
{
    /// <summary>The mean without the smallest and the largest.</summary>
    /// <param name="sorted">At least one.</param>
    /// <param name="discard">The part that is left out at each end, 0 to 0.4.</param>
    public static double TrimmedMean(IReadOnlyList<double> sorted, double discard) => Trimmed(sorted, discard).Average();

    /// <summary>The value that a part of all do not exceed (nearest rank).</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];

    /// <summary>
    /// Of the trimmed mean, from the winsorised variance: what is left out counts as the outermost that is kept (Tukey and McLaughlin
    /// 1963).
    /// 0 for fewer than three.
    /// </summary>
    public static double StandardError(IReadOnlyList<double> sorted, double discard)
    {
        var (count, cut) = (sorted.Count, Cut(sorted.Count, discard));
        if (count < 3)
            return 0;
        var pulledIn = sorted.Select(v => Math.Clamp(v, sorted[cut], sorted[count - 1 - cut])).ToList();
        var mean = pulledIn.Average();
        var variance = pulledIn.Sum(v => (v - mean) * (v - mean)) / (count - 1);
        return Math.Sqrt(variance) / ((1 - (2d * cut / count)) * Math.Sqrt(count));
    }

    private static IEnumerable<double> Trimmed(IReadOnlyList<double> sorted, double discard)
    {
        var cut = Cut(sorted.Count, discard);
        return sorted.Skip(cut).Take(sorted.Count - (2 * cut));
    }

    private static int Cut(int count, double discard) => Math.Min((int)(count * discard), (count - 1) / 2);
}
