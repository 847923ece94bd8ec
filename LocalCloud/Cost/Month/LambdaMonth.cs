using LocalCloud.Prices;

namespace LocalCloud.Cost.Month;

/// <summary>
/// Lambda's bill of a month: https://aws.amazon.com/lambda/pricing/. Tiers hold for the GB-seconds of all functions of one architecture
/// together;
/// what the higher ones save is shared by GB-seconds.
/// </summary>
internal static class LambdaMonth
{
    private const decimal FreeRequests = 1_000_000,
        FreeGigabyteSeconds = 400_000;

    /// <param name="freeTier">A million requests and 400,000 GB-seconds on demand less, as for an account without other functions.</param>
    public static IReadOnlyList<FunctionMonth> Of(IReadOnlyList<FunctionLoad> loads, LambdaPrices prices, bool freeTier = false)
    {
        // Functions with provisioned concurrency have no part in the free GB-seconds, but in the free requests they do: the page's first
        // example of it
        var requests = loads.Sum(l => l.Invocations);
        var paidRequests = requests == 0 ? 0 : Math.Max(0, requests - (freeTier ? FreeRequests : 0)) / requests;
        var all = loads.Sum(OnDemand);
        var free = freeTier ? Math.Min(all, FreeGigabyteSeconds) : 0;
        var each = new[] { false, true }.ToDictionary(
            arm => arm,
            arm =>
            {
                var ofKind = loads.Where(l => l.Arm == arm).Sum(OnDemand);
                return ofKind == 0 ? 0 : PriceTier.Cost(prices.DurationTiers(arm), ofKind - (free * ofKind / all)) / ofKind;
            }
        );
        return
        [
            .. loads.Select(load =>
            {
                var provisioned = load.Invocations * load.ProvisionedShare * load.GigabyteSecondsEach;
                var milliseconds = load.BilledMsEach ?? load.GigabyteSecondsEach / (load.MemoryMb / 1024m) * 1000;
                return new FunctionMonth(
                    load.Name,
                    load.Invocations,
                    OnDemand(load),
                    provisioned,
                    Requests: load.Invocations * paidRequests * prices.Request,
                    Duration: (OnDemand(load) * each[load.Arm]) + (provisioned * prices.ProvisionedDuration(load.Arm)),
                    Ephemeral: load.Invocations * LambdaCost.Ephemeral(prices, load.Arm, milliseconds, load.EphemeralMb),
                    Streaming: load.StreamedGigabytes * prices.StreamedGigabyte,
                    Provisioned: LambdaCost.Provisioned(
                        prices,
                        load.MemoryMb,
                        load.Arm,
                        load.ProvisionedEnvironments,
                        load.ProvisionedSeconds
                    )
                );
            }),
        ];

        static decimal OnDemand(FunctionLoad load) => load.Invocations * (1 - load.ProvisionedShare) * load.GigabyteSecondsEach;
    }

    /// <summary>Of streamed responses what is paid: beyond 6 MB each.</summary>
    /// <param name="responses">How many.</param>
    /// <param name="megabytes">Of each.</param>
    /// <returns>GB of 1,024 MB, as the page reckons.</returns>
    public static decimal StreamedGigabytes(decimal responses, decimal megabytes) => responses * Math.Max(0, megabytes - 6) / 1024;
}
