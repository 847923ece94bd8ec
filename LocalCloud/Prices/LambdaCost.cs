namespace LocalCloud.Prices;

/// <summary>Lambda's arithmetic: https://aws.amazon.com/lambda/pricing/. Without the free tier.</summary>
internal static class LambdaCost
{
    /// <summary>MB of <c>/tmp</c> that cost nothing.</summary>
    public const int FreeEphemeralMb = 512;

    /// <summary>GB-seconds of one invocation.</summary>
    public static decimal GigabyteSeconds(int memoryMb, decimal billedMs) => memoryMb / 1024m * billedMs / 1000m;

    /// <summary>
    /// What one invocation costs: its request, its duration at the first tier's price, and what it has of <c>/tmp</c> above 512 MB.
    /// </summary>
    /// <param name="prices">Of the function's region.</param>
    /// <param name="memoryMb">As configured.</param>
    /// <param name="arm">arm64, else x86_64.</param>
    /// <param name="billedMs">As the REPORT line says.</param>
    /// <param name="ephemeralMb">As configured.</param>
    /// <param name="provisioned">It ran on provisioned concurrency, which is paid for by itself.</param>
    /// <returns>US dollars.</returns>
    public static decimal Invocation(
        LambdaPrices prices,
        int memoryMb,
        bool arm,
        long billedMs,
        int ephemeralMb = FreeEphemeralMb,
        bool provisioned = false
    ) =>
        prices.Request
        + (GigabyteSeconds(memoryMb, billedMs) * (provisioned ? prices.ProvisionedDuration(arm) : prices.Duration(arm)))
        + Ephemeral(prices, arm, billedMs, ephemeralMb);

    /// <returns>US dollars for <c>/tmp</c> above 512 MB while a function runs.</returns>
    public static decimal Ephemeral(LambdaPrices prices, bool arm, decimal billedMs, int ephemeralMb) =>
        GigabyteSeconds(Math.Max(0, ephemeralMb - FreeEphemeralMb), billedMs) * prices.EphemeralStorage(arm);

    /// <summary>What provisioned concurrency costs, used or not.</summary>
    /// <param name="prices">Of the function's region.</param>
    /// <param name="memoryMb">As configured.</param>
    /// <param name="arm">arm64, else x86_64.</param>
    /// <param name="environments">How many are kept.</param>
    /// <param name="seconds">For how long; AWS rounds up to five minutes.</param>
    /// <returns>US dollars.</returns>
    public static decimal Provisioned(LambdaPrices prices, int memoryMb, bool arm, int environments, decimal seconds) =>
        environments * memoryMb / 1024m * seconds * prices.ProvisionedConcurrency(arm);

    /// <summary>
    /// How busy provisioned concurrency has to be for it to cost what on demand costs: the part of the time that its environments run.
    /// Busy more than that, it is cheaper than on demand (60 % by the prices of 2026).
    /// </summary>
    public static decimal BreakEvenUtilization(LambdaPrices prices, bool arm) =>
        prices.ProvisionedConcurrency(arm) / (prices.Duration(arm) - prices.ProvisionedDuration(arm));
}
