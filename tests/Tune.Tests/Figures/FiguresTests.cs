using LocalCloud.Tune.Measuring;
using LocalCloud.Tune.Results;
using Arithmetic = LocalCloud.Tune.Results.Figures;

namespace Tune.Tests.Figures;

public sealed class FiguresTests
{
    [Fact]
    public void A_trimmed_mean_leaves_out_the_outermost_fifths() =>
        Assert.Equal(4.5, Arithmetic.TrimmedMean([1, 1, 3, 4, 4, 5, 5, 6, 90, 1000], 0.2), 3);

    // Winsorised: 3 3 3 4 5 6 7 8 8 8, whose variance is 42.5 / 9; its root over 0.6 times the root of ten
    [Fact]
    public void The_error_of_a_trimmed_mean_counts_what_is_left_out_as_the_outermost_that_is_kept() =>
        Assert.Equal(1.1453, Arithmetic.StandardError([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000], 0.2), 4);

    [Theory]
    [InlineData(2.9, 1, false)]
    [InlineData(3.1, 1, true)]
    [InlineData(3.9, 2, false)]
    [InlineData(5.0, 100, true)]
    public void A_machine_with_more_to_do_than_the_measurement_and_its_cores_is_busy(double load, int parallel, bool busy) =>
        Assert.Equal(busy, Busyness.Doubt(load, parallel, cores: 2) is not null);

    [Fact]
    public void A_mean_of_one_is_that_one() => Assert.Equal(7, Arithmetic.TrimmedMean([7], 0.4));

    [Fact]
    public void A_percentile_is_one_of_the_values()
    {
        double[] hundred = [.. Enumerable.Range(1, 100)];

        Assert.Equal(50, Arithmetic.Percentile(hundred, 0.5));
        Assert.Equal(95, Arithmetic.Percentile(hundred, 0.95));
        Assert.Equal(99, Arithmetic.Percentile(hundred, 0.99));
        Assert.Equal(1, Arithmetic.Percentile([1], 0.99));
    }

    [Fact]
    public void Durations_within_their_errors_are_equal_and_others_are_not()
    {
        var noisy = Sampled.Scattered(512, 1, 90, 95, 100, 105, 110, 92, 108, 97, 103, 100);
        var alike = Sampled.Scattered(1024, 1, 92, 97, 102, 107, 112, 94, 110, 99, 105, 102);
        var other = Sampled.Scattered(2048, 1, 190, 195, 200, 205, 210, 192, 208, 197, 203, 200);

        Assert.True(noisy.IsAsFastAs(alike));
        Assert.False(noisy.IsAsFastAs(other));
    }
}
