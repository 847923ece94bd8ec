namespace LocalCloud.Prices;

/// <summary>The prices of one region.</summary>
internal sealed class RegionPrices
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<PriceTier>> _prices;
    private readonly HashSet<string> _unverified;

    internal RegionPrices(
        string region,
        LambdaPrices lambda,
        IReadOnlyDictionary<string, IReadOnlyList<PriceTier>> prices,
        IEnumerable<string> unverified
    )
    {
        (Region, Lambda, _prices) = (region, lambda, prices);
        _unverified = [.. unverified];
    }

    public string Region { get; }

    public LambdaPrices Lambda { get; }

    /// <summary>One of <see cref="Price"/>, US dollars, in its first tier.</summary>
    public decimal this[string price] => Tiers(price)[0].Price;

    public bool Has(string price) => _prices.ContainsKey(price);

    /// <summary>The file itself says so of a price that its author did not see in AWS's list; also of <c>lambda.</c> prices.</summary>
    public bool IsUnverified(string price) => _unverified.Contains(price);

    /// <summary>What a month's quantity costs, by tiers where there are some.</summary>
    /// <returns>US dollars.</returns>
    public decimal Cost(string price, decimal quantity) => PriceTier.Cost(Tiers(price), quantity);

    private IReadOnlyList<PriceTier> Tiers(string price) =>
        _prices.TryGetValue(price, out var tiers)
            ? tiers
            : throw new PriceFileException(
                $"There is no price {price} for {Region}: add it to a file of prices under regions.{Region}.{price}."
            );
}
