namespace LocalCloud.Prices.Fixed;

/// <summary>What a month of a resource costs, whatever its traffic.</summary>
/// <param name="What">For a table: the kind, its name and size.</param>
/// <param name="Dollars">null: the file of prices has none for this region.</param>
/// <param name="Missing">The price that is not there.</param>
internal sealed record FixedCost(string What, decimal? Dollars, string? Missing = null)
{
    /// <summary>Those that it is reckoned with.</summary>
    public IReadOnlyList<string> Prices { get; init; } = [];
}
