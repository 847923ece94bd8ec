using System.Globalization;

namespace LocalCloud.Tune.Results;

/// <summary>A measurement that came to its end.</summary>
internal sealed record TuneResult
{
    public required string Function { get; init; }

    /// <summary>For readers: AWS and its region, or LocalCloud's address.</summary>
    public required string Place { get; init; }

    public required string Architecture { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Strategy Strategy { get; init; }

    public required double Weight { get; init; }

    public required double Discard { get; init; }

    public required int Seed { get; init; }

    public required bool OnlyColdStarts { get; init; }

    /// <summary>Of the prices.</summary>
    public required string PricesDate { get; init; }

    public required string PricesRegion { get; init; }

    /// <summary>By build, then by size.</summary>
    public required IReadOnlyList<SizeResult> Sizes { get; init; }

    public required Choice Choice { get; init; }

    /// <summary>What makes the figures worth less.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>null without a baseline.</summary>
    public BaselineComparison? Baseline { get; init; }

    public SizeResult Winner => Choice.Winner;

    /// <summary>Names of the builds; one without a name for the function as it is.</summary>
    public IReadOnlyList<string?> Builds => [.. Sizes.Select(s => s.Build).Distinct()];

    /// <summary>US dollars that the invocations cost on AWS.</summary>
    public decimal TotalCost => Sizes.Sum(s => s.TotalCost);

    /// <summary>What the times are, for headings.</summary>
    public string TimeName => OnlyColdStarts ? "cold start" : "duration";

    /// <summary>How it was measured, in a line.</summary>
    public string Method =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Sizes.Sum(s => s.Invocations)} {(OnlyColdStarts ? "cold starts" : "warm invocations")} on {Place}, {Architecture}, "
                + $"{Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC, seed {Seed}; mean without the "
                + $"{Discard * 100:0.#} % at each end; prices of {PricesRegion} as of {PricesDate}."
        );
}
