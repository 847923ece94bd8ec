namespace Platform.Outages;

internal static class Backoff
{
    private const double Jitter = 0.2;

    /// <summary>
    /// <paramref name="first"/>, doubled with each attempt up to <paramref name="longest"/>, a fifth more or less: those who failed
    /// together do not come back together.
    /// </summary>
    /// <param name="attempt">1 at the first.</param>
    public static TimeSpan After(int attempt, TimeSpan first, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, 30));
        return (wait < longest ? wait : longest) * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble()));
    }
}
