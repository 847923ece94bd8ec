using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LocalCloud.Prices;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>What an invocation costs stands on its span, and the sum in the console.</summary>
public sealed partial class InvocationCostTests : UsageReportTest
{
    [Fact]
    public async Task A_span_tells_what_its_invocation_cost()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var ended = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "LocalCloud.Aws",
            Sample = (ref ActivityCreationOptions<ActivityContext> span) =>
                span.Parent.TraceId.ToHexString() == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId.ToHexString() == trace && span.DisplayName == "big invoke")
                    ended.TrySetResult(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await CreateAsync("big", "exports.handler = async () => 'done';", "\"MemorySize\":2048,\"Architectures\":[\"arm64\"]");
        var answer = await InvokeAsync("big", "{}", "", ("traceparent", $"00-{trace}-b7ad6b7169203331-01"), Tail);
        var span = await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        var billed = long.Parse(BilledDuration().Match(answer.Log).Groups[1].Value, CultureInfo.InvariantCulture);
        var cost = LambdaCost.Invocation(PriceList.Load().Region(Region).Lambda, 2048, arm: true, billed);
        Assert.Equal(
            (billed, (double)cost, 2L << 30, true),
            (
                (long)span.GetTagItem("aws.lambda.billed_ms")!,
                (double)span.GetTagItem("cloud.cost.usd")!,
                (long)span.GetTagItem("faas.max_memory")!,
                (bool)span.GetTagItem("faas.coldstart")!
            )
        );
    }

    [Fact]
    public async Task The_console_adds_up_what_invocations_cost()
    {
        await CreateAsync("small", "exports.handler = async () => 'done';", "\"MemorySize\":1024");
        for (var i = 0; i < 3; i++)
            await InvokeAsync("small");
        var billed = (await UsageAsync("lambda", "Invocation")).Units;
        Assert.Equal(3, billed["requests"]);

        var prices = PriceList.Load().Region(Region).Lambda;
        // The tests' clock stands still: each takes the least there is, a millisecond, of a gigabyte
        Assert.Equal(0.003, billed["gbSeconds"], 6);
        var dollars = (3 * LambdaCost.Invocation(prices, 1024, arm: false, 1)).ToString("0.00000000", CultureInfo.InvariantCulture);
        foreach (var view in (string[])["functions", "overview"])
        {
            var page = await Http.GetStringAsync(
                $"/_localcloud?view={view}&scope={Account}/{Region}",
                TestContext.Current.CancellationToken
            );
            Assert.Contains($"${dollars}", page, StringComparison.Ordinal);
            Assert.Contains("0.003 GB-seconds", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_console_without_invocations_speaks_of_no_cost() =>
        Assert.DoesNotContain(
            "GB-seconds,",
            await Http.GetStringAsync("/_localcloud?view=overview", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

    [GeneratedRegex(@"Billed Duration: (\d+) ms")]
    private static partial Regex BilledDuration();
}
