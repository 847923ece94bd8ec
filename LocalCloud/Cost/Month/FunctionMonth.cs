namespace LocalCloud.Cost.Month;

/// <summary>What a function costs in a month, US dollars.</summary>
/// <param name="Invocations">Of the month.</param>
/// <param name="OnDemandGigabyteSeconds">Of the month.</param>
/// <param name="ProvisionedGigabyteSeconds">Of invocations that run on provisioned concurrency.</param>
/// <param name="Requests">Dollars.</param>
/// <param name="Duration">Dollars, on demand and on provisioned concurrency.</param>
/// <param name="Ephemeral">Dollars for <c>/tmp</c> above 512 MB.</param>
/// <param name="Streaming">Dollars for streamed responses beyond 6 MB each.</param>
/// <param name="Provisioned">Dollars for environments that are kept ready.</param>
internal sealed record FunctionMonth(
    string Name,
    decimal Invocations,
    decimal OnDemandGigabyteSeconds,
    decimal ProvisionedGigabyteSeconds,
    decimal Requests,
    decimal Duration,
    decimal Ephemeral,
    decimal Streaming,
    decimal Provisioned
)
{
    /// <summary>What comes with traffic.</summary>
    public decimal Variable => Requests + Duration + Ephemeral + Streaming;

    public decimal Total => Variable + Provisioned;

    /// <summary>Of what comes with traffic; null without any.</summary>
    public decimal? PerMillion => Invocations == 0 ? null : Variable / Invocations * 1_000_000;
}

/// <summary>What goes into a function's month.</summary>
/// <param name="Invocations">Of the month.</param>
/// <param name="GigabyteSecondsEach">Of an invocation.</param>
internal sealed record FunctionLoad(string Name, bool Arm, int MemoryMb, decimal Invocations, decimal GigabyteSecondsEach)
{
    public int EphemeralMb { get; init; } = 512;

    /// <summary>Milliseconds of an invocation; null: as the GB-seconds have it at this size of memory.</summary>
    public decimal? BilledMsEach { get; init; }

    /// <summary>Environments that are kept ready.</summary>
    public int ProvisionedEnvironments { get; init; }

    /// <summary>For how long they are, a month; by default all of it.</summary>
    public decimal ProvisionedSeconds { get; init; } = Prices.Price.HoursPerMonth * 3600;

    /// <summary>0 to 1: the part of the invocations that runs on them.</summary>
    public decimal ProvisionedShare { get; init; }

    /// <summary>GB of streamed responses in the month that are paid: beyond 6 MB each.</summary>
    public decimal StreamedGigabytes { get; init; }
}
