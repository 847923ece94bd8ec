using LocalCloud.Tune;
using LocalCloud.Tune.Measuring;

namespace Tune.Tests.Figures;

public sealed class ScheduleTests
{
    private static readonly int[] Sizes = [128, 256, 512];

    [Fact]
    public void The_same_seed_gives_the_same_order_and_another_one_another()
    {
        WeightedPayload[] payloads = [new("1", 1), new("2", 1)];

        Assert.Equal(Schedule.Of(Sizes, payloads, 20, 7), Schedule.Of(Sizes, payloads, 20, 7));
        Assert.NotEqual(Schedule.Of(Sizes, payloads, 20, 7), Schedule.Of(Sizes, payloads, 20, 8));
    }

    [Fact]
    public void Every_round_has_every_size_once() =>
        Assert.All(Schedule.Of(Sizes, [new("{}", 1)], 30, 1).GroupBy(s => s.Round), round =>
            Assert.Equal(Sizes, round.Select(s => s.Variant).Order())
        );

    [Fact]
    public void Every_size_gets_the_same_payloads_in_the_same_order()
    {
        var bySize = Schedule.Of(Sizes, [new("1", 3), new("2", 1)], 12, 5).GroupBy(s => s.Variant, s => s.Payload).ToList();

        Assert.All(bySize, payloads => Assert.Equal(bySize[0], payloads));
    }

    [Theory]
    [InlineData(50, 5, 15, 30)]
    [InlineData(100, 10, 30, 60)]
    [InlineData(3, 1, 1, 1)]
    public void Payloads_come_as_often_as_their_weights_say_and_once_at_least(int rounds, int first, int second, int third)
    {
        var counts = Schedule.Of([128], [new("a", 5), new("b", 15), new("c", 30)], rounds, 1).CountBy(s => s.Payload).ToDictionary();

        Assert.Equal((first, second, third), (counts["a"], counts["b"], counts["c"]));
    }
}
