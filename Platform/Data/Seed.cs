using Platform.Data.Entities;

namespace Platform.Data;

/// <summary>The products of a new database. Ids are what a payment's metadata <c>product_ids</c> names.</summary>
public static class Seed
{
    public static readonly Product[] Products =
    [
        new()
        {
            Id = "mug",
            Name = "Enamel mug",
            PriceAmount = 1490,
            Currency = "eur",
            Inventory = 1000,
        },
        new()
        {
            Id = "notebook",
            Name = "Dotted notebook A5",
            PriceAmount = 990,
            Currency = "eur",
            Inventory = 1000,
        },
        new()
        {
            Id = "poster",
            Name = "Poster, numbered",
            PriceAmount = 3900,
            Currency = "eur",
            Inventory = 25,
        },
        new()
        {
            Id = "shirt",
            Name = "T-shirt",
            PriceAmount = 2490,
            Currency = "eur",
            Inventory = 500,
        },
        new()
        {
            Id = "stickers",
            Name = "Sticker sheet",
            PriceAmount = 350,
            Currency = "eur",
            Inventory = 5000,
        },
    ];
}
