namespace LocalCloud.Prices;

/// <summary>A price up to a quantity in a month.</summary>
/// <param name="UpTo">Where it ends, counted from 0; null: the last one, without end.</param>
/// <param name="Price">US dollars for each unit within it.</param>
internal readonly record struct PriceTier(decimal? UpTo, decimal Price)
{
    /// <summary>What a quantity costs: each part of it at the price of its tier.</summary>
    /// <returns>US dollars.</returns>
    public static decimal Cost(IReadOnlyList<PriceTier> tiers, decimal quantity)
    {
        decimal cost = 0,
            from = 0;
        foreach (var tier in tiers)
        {
            var within = Math.Min(quantity, tier.UpTo ?? quantity) - from;
            if (within <= 0)
                break;
            cost += within * tier.Price;
            from += within;
        }
        return cost;
    }
}
