using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Report;
using LocalCloud.Prices;

namespace LocalCloud.Cost.Suggestions;

/// <summary>All that is known.</summary>
/// <param name="Scale">How often the window's traffic goes into the month.</param>
internal sealed record SuggestionContext(
    IReadOnlyList<FunctionRow> Functions,
    UsageReading Usage,
    RegionPrices Prices,
    Window Window,
    decimal Scale
)
{
    /// <summary>Fewer invocations say nothing about a 99th percentile.</summary>
    public const int EnoughInvocations = 100;

    /// <summary>Fewer cold starts say nothing about the median one.</summary>
    public const int EnoughColdStarts = 10;

    /// <summary>US dollars a month; for less nobody changes anything.</summary>
    public const decimal WorthIt = 0.10m;

    public IEnumerable<FunctionRow> WellKnown => Functions.Where(f => f.Measured.Reports.Count >= EnoughInvocations);
}
