using Aspire.Hosting;
using LocalCloud.Aspire.Commands;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>What is taken of what somebody types into a command's dialog, and what it says of the rest.</summary>
public sealed class InputTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("90", 90)]
    [InlineData(" 5 min ", 300)]
    [InlineData("1.5H", 5400)]
    [InlineData("4d", 345_600)]
    [InlineData("36525d", 3_155_760_000)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("5 weeks")]
    [InlineData("-1s")]
    [InlineData("0h")]
    [InlineData("1.2.3s")]
    [InlineData("36526d")]
    public void Anything_else_is_none(string? text) => Assert.Null(Durations.Parse(text));

    [Theory]
    [InlineData("kind=latency", "milliseconds", "latency needs milliseconds: how long a call waits.")]
    [InlineData("kind=error rate=0", "rate", "rate is a part of all calls, above 0 and at most 1.")]
    [InlineData("kind=error rate=often", "rate", "rate is a part of all calls, above 0 and at most 1.")]
    [InlineData("kind=error count=1.5", "count", "count is a whole number above 0.")]
    [InlineData("kind=latency milliseconds=-5", "milliseconds", "milliseconds is a whole number above 0.")]
    public void A_fault_says_which_of_its_inputs_is_wrong(string inputs, string input, string message) =>
        Assert.Equal((input, message), Assert.Single(FaultCommands.Wrong(Of(inputs))));

    [Theory]
    [InlineData("kind=error")]
    [InlineData("kind=latency milliseconds=400 rate=0.5 count=3")]
    public void A_fault_that_can_be_is_taken(string inputs) => Assert.Empty(FaultCommands.Wrong(Of(inputs)));

    private static InteractionInputCollection Of(string inputs)
    {
        var given = inputs.Split(' ').Select(i => i.Split('=')).ToDictionary(i => i[0], i => i[1]);
        return new([
            .. new[] { "kind", "rate", "milliseconds", "count" }.Select(name => new InteractionInput
            {
                Name = name,
                InputType = InputType.Text,
                Value = given.GetValueOrDefault(name),
            }),
        ]);
    }
}
