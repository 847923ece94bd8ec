using LocalCloud.Tune.Results;

namespace Tune.Tests;

/// <summary>Results with given figures.</summary>
internal static class Sampled
{
    /// <param name="cost">US dollars for a million.</param>
    public static SizeResult Size(int size, double duration, decimal cost, string? build = null, int used = 60) =>
        new(
            build,
            size,
            [.. Enumerable.Repeat(new Sample(duration, (long)Math.Ceiling(duration), used, null, cost / 1_000_000), 20)],
            [new Sample(duration, (long)Math.Ceiling(duration), used, 200, cost / 1_000_000)],
            0.2
        );

    /// <param name="durations">Milliseconds, of the one invocation each.</param>
    public static SizeResult Scattered(int size, decimal cost, params double[] durations) =>
        new(null, size, [.. durations.Select(d => new Sample(d, (long)Math.Ceiling(d), 60, null, cost / 1_000_000))], [], 0.2);

    public static TuneResult Result(params SizeResult[] sizes) => Result(Strategy(sizes), sizes);

    public static TuneResult Result(Choice choice, params SizeResult[] sizes) =>
        new()
        {
            Function = "shop<jobs>",
            Place = "LocalCloud 127.0.0.1:4566",
            Architecture = "x86_64",
            Time = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero),
            Strategy = LocalCloud.Tune.Strategy.Cost,
            Weight = 0.5,
            Discard = 0.2,
            Seed = 1,
            OnlyColdStarts = false,
            PricesDate = "2026-10-06",
            PricesRegion = "us-east-1",
            Sizes = sizes,
            Choice = choice,
        };

    private static Choice Strategy(SizeResult[] sizes) => Choice.Of(sizes, LocalCloud.Tune.Strategy.Cost, 0.5);
}
