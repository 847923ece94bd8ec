namespace LocalCloud.Tune.Reports;

/// <summary>Round values for an axis.</summary>
internal static class Ticks
{
    /// <returns>From 0 to at least the largest: four to six of them, in steps of 1, 2 or 5 times a power of ten.</returns>
    public static IReadOnlyList<double> Of(double largest)
    {
        if (!(largest > 0))
            return [0, 1];
        var rough = largest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step =
            power
            * (
                (rough / power) switch
                {
                    <= 1 => 1,
                    <= 2 => 2,
                    <= 5 => 5,
                    _ => 10,
                }
            );
        return [.. Enumerable.Range(0, (int)Math.Ceiling(largest * 1.08 / step) + 1).Select(i => i * step)];
    }
}
