namespace Platform.Data.Entities;

public sealed class Product
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>In the currency's minor unit (cents).</summary>
    public required long PriceAmount { get; set; }

    /// <summary>ISO 4217, lower case as Stripe writes it.</summary>
    public required string Currency { get; set; }

    /// <summary>Pieces in stock; the database refuses anything below zero.</summary>
    public required int Inventory { get; set; }
}
