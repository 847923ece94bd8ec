using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Month;
using LocalCloud.Cost.Suggestions;
using LocalCloud.Prices.Fixed;

namespace LocalCloud.Cost.Report;

/// <summary>What a stack costs: of the window that was looked at, of a month, of one of what its business counts.</summary>
internal sealed record CostReport
{
    public required string Stack { get; init; }

    /// <summary>AWS and a region, or LocalCloud's address.</summary>
    public required string Place { get; init; }

    /// <summary>Whose prices these are.</summary>
    public required string Region { get; init; }

    /// <summary>As of when.</summary>
    public required string PricesDate { get; init; }

    public required string PricesSource { get; init; }

    public required Window Window { get; init; }

    /// <summary>Of the window; null: nothing came in.</summary>
    public required decimal? Requests { get; init; }

    /// <summary>What counts as one.</summary>
    public required string RequestsAre { get; init; }

    public required decimal RequestsPerMonth { get; init; }

    public required IReadOnlyList<FunctionRow> Functions { get; init; }

    public required IReadOnlyList<AroundRow> Around { get; init; }

    public required UsageSource AroundSource { get; init; }

    public required IReadOnlyList<FixedCost> Fixed { get; init; }

    public required IReadOnlyList<UnitCost> Units { get; init; }

    public required IReadOnlyList<Suggestion> Suggestions { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>US dollars a month that come with traffic.</summary>
    public decimal VariablePerMonth => Functions.Sum(f => f.Month.Variable) + Around.Sum(a => a.PerMonth ?? 0);

    /// <summary>US dollars a month that are paid without any.</summary>
    public decimal FixedPerMonth => Functions.Sum(f => f.Month.Provisioned) + Fixed.Sum(f => f.Dollars ?? 0);

    public decimal PerMonth => VariablePerMonth + FixedPerMonth;
}

/// <param name="Window">What it has cost in the window, as of a month of this length.</param>
internal sealed record FunctionRow(FunctionMeasurement Measured, FunctionMonth Month, FunctionMonth Window);

/// <summary>A service around the functions.</summary>
/// <param name="Quantity">Of the window; of a month where it is assumed.</param>
/// <param name="InWindow">US dollars; null: no price for this region, or assumed.</param>
/// <param name="PerMonth">US dollars; null: no price for this region.</param>
internal sealed record AroundRow(string Service, string Unit, decimal Quantity, decimal? InWindow, decimal? PerMonth, bool ByTime);

/// <summary>What one of something costs, such as an order: what the window has cost with traffic, by how many there were.</summary>
/// <param name="Count">Of the window.</param>
/// <param name="Dollars">Of one; null: there was none.</param>
/// <param name="Parts">Of it, the largest first.</param>
internal sealed record UnitCost(
    string Name,
    string CountedBy,
    decimal Count,
    decimal? Dollars,
    IReadOnlyList<(string What, decimal Dollars)> Parts
)
{
    /// <summary>Somebody has said how many.</summary>
    public bool IsGiven { get; init; }
}
