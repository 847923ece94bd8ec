namespace Platform.Data.Entities;

/// <summary>Projection of OrderPlaced: what was sold on a day (UTC) in a currency.</summary>
public sealed class DailySales
{
    public required DateOnly Day { get; init; }

    public required string Currency { get; init; }

    public required int Orders { get; set; }

    /// <summary>In the currency's minor unit (cents).</summary>
    public required long Amount { get; set; }
}
