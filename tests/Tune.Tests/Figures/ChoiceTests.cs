using LocalCloud.Tune;
using LocalCloud.Tune.Results;

namespace Tune.Tests.Figures;

public sealed class ChoiceTests
{
    // Twice the memory halves the time, up to one core
    private static readonly SizeResult[] Computing =
    [
        Sampled.Size(128, 2000, 4.37m),
        Sampled.Size(512, 500, 4.27m),
        Sampled.Size(1769, 144, 4.35m),
        Sampled.Size(3008, 143, 7.20m),
    ];

    private static readonly SizeResult[] Waiting =
    [
        Sampled.Size(128, 124, 0.46m),
        Sampled.Size(512, 123, 1.22m),
        Sampled.Size(3008, 123, 6.22m),
    ];

    [Fact]
    public void A_function_that_waits_gets_the_smallest_size_by_cost_and_by_speed()
    {
        Assert.Equal(128, Choice.Of(Waiting, Strategy.Cost, 0.5).Winner.Size);
        Assert.Equal(128, Choice.Of(Waiting, Strategy.Speed, 0.5).Winner.Size);
    }

    [Fact]
    public void A_function_that_computes_gets_the_size_of_one_core_when_speed_counts() =>
        Assert.Equal(1769, Choice.Of(Computing, Strategy.Speed, 0.5).Winner.Size);

    [Fact]
    public void The_cheapest_wins_by_cost() => Assert.Equal(512, Choice.Of(Computing, Strategy.Cost, 0.5).Winner.Size);

    [Fact]
    public void Of_costs_that_cannot_be_told_apart_the_faster_size_wins()
    {
        var slow = Scatter(128, 2000, 4.10m, 4.50m);
        var fast = Scatter(1024, 250, 4.12m, 4.52m);

        Assert.Equal(1024, Choice.Of([slow, fast], Strategy.Cost, 0.5).Winner.Size);
    }

    [Theory]
    [InlineData(0, 3008)]
    [InlineData(0.5, 1769)]
    [InlineData(1, 512)]
    public void A_balance_lies_between_the_fastest_and_the_cheapest_by_its_weight(double weight, int size) =>
        Assert.Equal(size, Choice.Of(Computing, Strategy.Balanced, weight).Winner.Size);

    [Fact]
    public void The_reasons_tell_a_function_that_waits_from_one_that_computes()
    {
        Assert.Contains(Choice.Of(Waiting, Strategy.Cost, 0.5).Reasons, r =>
            r.StartsWith("Memory makes no difference to its time", StringComparison.Ordinal)
        );
        var computing = Choice.Of(Computing, Strategy.Cost, 0.5).Reasons;
        Assert.Contains("From 128 to 3008 MB it gets 14.0 times faster: it needs CPU.", computing);
        Assert.Contains("Above 1769 MB, where it has one core, it gets no faster: it uses one thread.", computing);
    }

    [Fact]
    public void A_winner_that_is_short_of_memory_is_warned_of() =>
        Assert.Contains(
            "It has used 120 of its 128 MB: an event that needs more ends in an out-of-memory error.",
            Choice.Of([Sampled.Size(128, 100, 1, used: 120)], Strategy.Cost, 0.5).Reasons
        );

    private static SizeResult Scatter(int size, double duration, decimal low, decimal high) =>
        new(
            null,
            size,
            [.. Enumerable.Range(0, 20).Select(i => new Sample(duration, 1, 60, null, (i % 2 == 0 ? low : high) / 1_000_000))],
            [],
            0.2
        );
}
