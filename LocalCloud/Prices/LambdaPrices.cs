namespace LocalCloud.Prices;

/// <summary>What Lambda asks for in a region: https://aws.amazon.com/lambda/pricing/.</summary>
internal sealed class LambdaPrices
{
    /// <summary>US dollars for one request.</summary>
    public required decimal Request { get; init; }

    /// <summary>US dollars for a GB of a streamed response, beyond the first 6 MB of each.</summary>
    public required decimal StreamedGigabyte { get; init; }

    /// <summary>For x86_64.</summary>
    public required ArchitecturePrices X86 { get; init; }

    /// <summary>For arm64.</summary>
    public required ArchitecturePrices Arm64 { get; init; }

    /// <summary>US dollars for a GB-second on demand, falling with the month's GB-seconds of the account.</summary>
    public IReadOnlyList<PriceTier> DurationTiers(bool arm) => Of(arm).Duration;

    /// <summary>US dollars for a GB-second on demand, in the first tier.</summary>
    public decimal Duration(bool arm) => Of(arm).Duration[0].Price;

    /// <summary>US dollars for a GB-second of provisioned concurrency, whether it is used or not.</summary>
    public decimal ProvisionedConcurrency(bool arm) => Of(arm).ProvisionedConcurrency;

    /// <summary>US dollars for a GB-second of an invocation that runs on provisioned concurrency.</summary>
    public decimal ProvisionedDuration(bool arm) => Of(arm).ProvisionedDuration;

    /// <summary>US dollars for a GB-second of <c>/tmp</c> above 512 MB.</summary>
    public decimal EphemeralStorage(bool arm) => Of(arm).EphemeralStorage;

    private ArchitecturePrices Of(bool arm) => arm ? Arm64 : X86;
}

/// <summary>Prices of one architecture, US dollars for a GB-second each.</summary>
/// <param name="Duration">On demand.</param>
/// <param name="ProvisionedConcurrency">Kept ready, used or not.</param>
/// <param name="ProvisionedDuration">Of invocations on what is kept ready.</param>
/// <param name="EphemeralStorage"><c>/tmp</c> above 512 MB.</param>
internal sealed record ArchitecturePrices(
    IReadOnlyList<PriceTier> Duration,
    decimal ProvisionedConcurrency,
    decimal ProvisionedDuration,
    decimal EphemeralStorage
);
