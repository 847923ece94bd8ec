using LocalCloud.AwsClients.Lambda;

namespace LocalCloud.Cost.Measuring;

/// <summary>What was seen of a function within the window.</summary>
/// <param name="Facts">As it is now.</param>
/// <param name="Reports">Of each invocation that was read.</param>
/// <param name="Counts">By its metrics.</param>
internal sealed record FunctionMeasurement(FunctionFacts Facts, IReadOnlyList<ReportLine> Reports, FunctionCounts Counts)
{
    /// <summary>How the package is compiled, as publish has noted it; null: not known.</summary>
    public string? Build { get; init; }

    /// <summary>Days that its log group keeps; null: for ever.</summary>
    public int? RetentionDays { get; init; }

    public bool HasLogGroup { get; init; }

    /// <summary>Invocations an hour that come by a schedule of the template, however much traffic there is.</summary>
    public decimal ScheduledPerHour { get; init; }

    /// <summary>Invocations of the window that came by a schedule, as far as so many ran.</summary>
    public decimal Scheduled { get; init; }

    /// <summary>Invocations of the window that came with traffic.</summary>
    public decimal WithTraffic => Invocations - Scheduled;

    /// <summary>More ran than lines were to be read.</summary>
    public bool IsSample { get; init; }

    /// <summary>Each line is an invocation; where lines were left out or are not logged, the metrics know.</summary>
    public long Invocations => IsSample || Reports.Count == 0 ? Math.Max(Counts.Invocations, Reports.Count) : Reports.Count;

    public Percentiles? Duration { get; } = Percentiles.Of(Reports.Select(r => r.Duration));

    /// <summary>Milliseconds.</summary>
    public Percentiles? Billed { get; } = Percentiles.Of(Reports.Select(r => (double)r.Billed));

    public Percentiles? Init { get; } = Percentiles.Of(Reports.Where(r => r.Init is not null).Select(r => r.Init!.Value));

    public int ColdStarts { get; } = Reports.Count(r => r.Init is not null);

    /// <summary>MB; 0 where nothing ran.</summary>
    public int UsedMb { get; } = Reports.Count == 0 ? 0 : Reports.Max(r => r.UsedMb);

    /// <summary>On average of an invocation, each at the size that it ran with.</summary>
    public decimal GigabyteSecondsEach { get; } =
        Reports.Count == 0 ? 0 : Reports.Sum(r => r.MemoryMb / 1024m * r.Billed / 1000m) / Reports.Count;

    /// <summary>Of the window: what was read, drawn out to what has run.</summary>
    public decimal GigabyteSeconds => GigabyteSecondsEach * Invocations;

    /// <summary>The part of the invocations that ran on provisioned concurrency.</summary>
    public decimal ProvisionedShare =>
        Facts.ProvisionedEnvironments == 0 || Invocations == 0 ? 0
        : Counts.Provisioned is { } provisioned ? Math.Min(1, (decimal)provisioned / Invocations)
        : 0;
}

/// <param name="Errors">Invocations that failed.</param>
/// <param name="Provisioned">Invocations on provisioned concurrency; null: no such metric.</param>
/// <param name="Spilled">That found none of it free.</param>
/// <param name="Concurrency">The most at once.</param>
internal sealed record FunctionCounts(long Invocations, long Errors, long Throttles, long? Provisioned, long Spilled, int Concurrency);
