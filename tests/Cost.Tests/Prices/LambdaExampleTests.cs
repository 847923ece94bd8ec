using LocalCloud.Cost.Month;
using LocalCloud.Prices;

namespace Cost.Tests.Prices;

/// <summary>The worked examples of https://aws.amazon.com/lambda/pricing/ (US East, N. Virginia), by their titles there.</summary>
public sealed class LambdaExampleTests
{
    private static readonly LambdaPrices Prices = PriceList.Load().Region("us-east-1").Lambda;

    [Fact]
    public void Example_1_a_mobile_application_backend_costs_2_73()
    {
        var month = Month(freeTier: true, new FunctionLoad("app", false, 1536, 3_000_000, Each(1536, 120)));
        Assert.Equal(140_000, month.OnDemandGigabyteSeconds - 400_000);
        Assert.Equal((2.33m, 0.40m, 2.73m), (Cents(month.Duration), Cents(month.Requests), Cents(month.Total)));
    }

    [Fact]
    public void Example_2_enriching_telemetry_costs_249_49_without_the_free_tier()
    {
        var month = Month(freeTier: false, new FunctionLoad("telemetry", false, 1024, 7_440_000, Each(1024, 2000)));
        Assert.Equal((1.49m, 248.00m, 249.49m), (Cents(month.Requests), Cents(month.Duration), Cents(month.Total)));
    }

    [Fact]
    public void Example_3_2_GB_of_ephemeral_storage_make_it_106_41()
    {
        var month = Month(freeTier: true, new FunctionLoad("support", false, 4096, 6_000_000, Each(4096, 280)) { EphemeralMb = 2048 });
        Assert.Equal((105.33m, 1.00m, 0.08m), (Cents(month.Duration), Cents(month.Requests), Cents(month.Ephemeral)));
        Assert.Equal(106.41m, Cents(month.Total));
    }

    [Fact]
    public void Provisioned_concurrency_example_1_a_launch_day_of_8_hours_costs_19_96()
    {
        var months = LambdaMonth.Of(
            [
                new("launch", false, 1536, 500_000, Each(1536, 100))
                {
                    ProvisionedEnvironments = 100,
                    ProvisionedSeconds = 8 * 3600,
                    ProvisionedShare = 1,
                },
                new("rest", false, 1536, 2_500_000, Each(1536, 120)),
            ],
            Prices,
            freeTier: true
        );
        Assert.Equal(18.00m, Cents(months[0].Provisioned));
        Assert.Equal((0.73m, 0.83m), (Cents(months[0].Duration), Cents(months[1].Duration)));
        Assert.Equal(0.40m, Cents(months.Sum(m => m.Requests)));
        Assert.Equal(19.96m, months.Sum(m => Cents(m.Provisioned) + Cents(m.Duration)) + Cents(months.Sum(m => m.Requests)));
    }

    [Fact]
    public void Provisioned_concurrency_example_2_seven_environments_for_a_day_cost_32_26()
    {
        var month = Month(
            freeTier: false,
            new FunctionLoad("sale", false, 4096, 2_000_000, Each(4096, 280))
            {
                ProvisionedEnvironments = 7,
                ProvisionedSeconds = 24 * 3600,
                ProvisionedShare = 1,
            }
        );
        Assert.Equal((10.08m, 21.78m, 0.40m), (Cents(month.Provisioned), Cents(month.Duration), Cents(month.Requests)));
        Assert.Equal(32.26m, Cents(month.Total));
    }

    [Fact]
    public void Response_streaming_example_7_MB_a_response_cost_7_81_more()
    {
        // Two million of 100 KB are free; a million of 7 MB are paid from 6 MB on
        var gigabytes = LambdaMonth.StreamedGigabytes(2_000_000, 100 / 1024m) + LambdaMonth.StreamedGigabytes(1_000_000, 7);
        Assert.Equal(976.56m, Math.Round(gigabytes, 2));
        var month = Month(
            freeTier: true,
            new FunctionLoad("pages", false, 1536, 3_000_000, Each(1536, 500)) { StreamedGigabytes = gigabytes }
        );
        Assert.Equal((30.83m, 0.40m, 7.81m), (Cents(month.Duration), Cents(month.Requests), Cents(month.Streaming)));
        Assert.Equal(39.04m, Cents(month.Duration) + Cents(month.Requests) + Cents(month.Streaming));
    }

    // https://aws.amazon.com/blogs/compute/introducing-tiered-pricing-for-aws-lambda/: 10 % less from 6 billion GB-seconds of x86 on, 20
    // % from 15 billion; arm64 7.5 and 18.75
    [Theory]
    [InlineData(false, 6_000_000_000, 100_000.20)]
    [InlineData(false, 15_000_000_000, 235_000.20)]
    [InlineData(false, 16_000_000_000, 248_333.60)]
    [InlineData(true, 7_500_000_000, 100_000.50)]
    [InlineData(true, 20_000_000_000, 248_335.00)]
    public void Each_GB_second_costs_what_its_tier_says(bool arm, long gigabyteSeconds, double dollars) =>
        Assert.Equal((decimal)dollars, Math.Round(PriceTier.Cost(Prices.DurationTiers(arm), gigabyteSeconds), 2));

    [Fact]
    public void Tiers_hold_for_all_functions_of_an_architecture_together()
    {
        var months = LambdaMonth.Of(
            [new("a", false, 1024, 4_000_000_000, 1), new("b", false, 1024, 4_000_000_000, 1), new("c", true, 1024, 1_000_000_000, 1)],
            Prices
        );
        Assert.Equal((6_000_000_000 * 0.0000166667m) + (2_000_000_000 * 0.000015m), months[0].Duration + months[1].Duration);
        Assert.Equal(months[0].Duration, months[1].Duration);
        Assert.Equal(1_000_000_000 * 0.0000133334m, months[2].Duration);
    }

    [Fact]
    public void The_price_of_a_millisecond_is_that_of_AWSs_table()
    {
        // The page's table: 128 MB $0.0000000021, 1024 MB $0.0000000167 for a millisecond of x86; $0.0000000017 and $0.0000000133 of arm64
        Assert.Equal(0.0000000021m, Math.Round(LambdaCost.Invocation(Prices, 128, false, 1) - Prices.Request, 10));
        Assert.Equal(0.0000000167m, Math.Round(LambdaCost.Invocation(Prices, 1024, false, 1) - Prices.Request, 10));
        Assert.Equal(0.0000000017m, Math.Round(LambdaCost.Invocation(Prices, 128, true, 1) - Prices.Request, 10));
        Assert.Equal(0.0000000133m, Math.Round(LambdaCost.Invocation(Prices, 1024, true, 1) - Prices.Request, 10));
    }

    [Fact]
    public void At_the_break_even_provisioned_concurrency_costs_what_on_demand_costs()
    {
        var busy = LambdaCost.BreakEvenUtilization(Prices, arm: false);
        Assert.Equal(0.60m, Math.Round(busy, 2));
        const decimal Seconds = 3600;
        var provisioned = LambdaCost.Provisioned(Prices, 1024, false, 1, Seconds) + (busy * Seconds * Prices.ProvisionedDuration(false));
        Assert.Equal(Math.Round(busy * Seconds * Prices.Duration(false), 10), Math.Round(provisioned, 10));
    }

    private static decimal Each(int memory, int milliseconds) => LambdaCost.GigabyteSeconds(memory, milliseconds);

    private static FunctionMonth Month(bool freeTier, FunctionLoad load) => LambdaMonth.Of([load], Prices, freeTier)[0];

    private static decimal Cents(decimal dollars) => Math.Round(dollars, 2, MidpointRounding.AwayFromZero);
}
