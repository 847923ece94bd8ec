namespace Platform.Data.Entities;

public sealed class Order
{
    /// <summary>Version 7, so ordering by id is ordering by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Stripe's <c>pi_...</c>; unique: one payment is one order, however many events tell of it.</summary>
    public required string PaymentIntentId { get; init; }

    /// <summary>What was paid, in the currency's minor unit (cents).</summary>
    public required long Amount { get; init; }

    /// <summary>ISO 4217, lower case as Stripe writes it.</summary>
    public required string Currency { get; init; }

    public required OrderStatus Status { get; set; }

    /// <summary>What of <see cref="Amount"/> has been given back so far; never less than before.</summary>
    public long RefundedAmount { get; set; }

    /// <summary>Where the confirmation goes; null when the payment named no address.</summary>
    public string? Email { get; init; }

    /// <summary>Why a person has to look at this order (products that do not exist, for example); null when nobody has to.</summary>
    public string? ReviewReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<OrderLine> Lines { get; init; } = [];
}

public sealed class OrderLine
{
    public Guid OrderId { get; init; }

    public required string ProductId { get; init; }

    public required int Quantity { get; init; }

    /// <summary>How many of <see cref="Quantity"/> were not in stock.</summary>
    public required int Backordered { get; init; }
}

public enum OrderStatus
{
    Paid,

    /// <summary>Paid, and something of it is not in stock.</summary>
    Backordered,

    /// <summary>A part of the money has been given back; its products are still the customer's.</summary>
    PartiallyRefunded,

    /// <summary>All of the money has been given back, and the products are in stock again. Nothing follows on it.</summary>
    Refunded,
}
