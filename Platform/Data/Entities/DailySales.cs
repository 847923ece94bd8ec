namespace Platform.Data.Entities;

/// <summary>
/// Projection of OrderPlaced and OrderRefunded: what was sold on a day (UTC) in a currency, less what of it was given back since.
/// </summary>
public sealed class DailySales
{
    public required DateOnly Day { get; init; }

    public required string Currency { get; init; }

    /// <summary>Without those that were refunded in full.</summary>
    public required int Orders { get; set; }

    /// <summary>In the currency's minor unit (cents); whole. More than a long holds, for it is a sum of them.</summary>
    public required decimal Amount { get; set; }
}
