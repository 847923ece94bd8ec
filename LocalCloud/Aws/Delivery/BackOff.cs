namespace LocalCloud.Aws.Deliveries;

/// <summary>Pauses that double: 1 s, 2 s, 4 s, up to the longest.</summary>
internal static class BackOff
{
    /// <param name="retries">0 for the pause after the first try</param>
    public static TimeSpan Step(int retries, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(retries, 20)), longest.TotalSeconds));

    /// <summary>Half to whole of the step. The jitter follows from the seed and the try, so that a run on a manual clock can be
    /// repeated.</summary>
    /// <param name="number">tells apart those that have the same seed</param>
    public static TimeSpan Jittered(int retries, TimeSpan longest, string seed, int number = 0)
    {
        number += retries;
        foreach (var c in seed)
            number = unchecked(number * 31 + c);
        return Step(retries, longest) * (0.5 + 0.5 * new Random(number).NextDouble());
    }
}
