using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Events;

/// <summary>Something that happened, told to whoever listens. Published with <see cref="Outbox.OutboxExtensions.Publish"/>.</summary>
public interface IDomainEvent<TSelf>
    where TSelf : IDomainEvent<TSelf>
{
    /// <summary>Who says it; ends in <c>-service</c>, which is what the bus's rule routes by.</summary>
    static abstract string Source { get; }

    static abstract string DetailType { get; }

    static abstract JsonTypeInfo<TSelf> Json { get; }
}

/// <param name="Amount">In the currency's minor unit (cents).</param>
/// <param name="Status">PAID or BACKORDERED.</param>
/// <param name="Email">Where the confirmation goes, if the payment named an address.</param>
public sealed record OrderPlaced(
    Guid OrderId,
    long Amount,
    string Currency,
    string Status,
    DateTimeOffset PlacedAt,
    IReadOnlyList<OrderPlacedLine> Lines,
    string? Email = null
) : IDomainEvent<OrderPlaced>, IJsonOnDeserialized
{
    public static string Source => "order-service";

    public static string DetailType => "OrderPlaced";

    public static JsonTypeInfo<OrderPlaced> Json => PlatformJson.Default.OrderPlaced;

    // The serializer looks at no element of a list.
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Lines.Any(line => line is null))
        {
            throw new JsonException("lines must not contain null.");
        }
    }
}

public sealed record OrderPlacedLine(string ProductId, int Quantity, int Backordered);

/// <summary>Money of an order was given back. The amounts of all of an order's events add up to what has been refunded of it.</summary>
/// <param name="Amount">What was given back now, in the currency's minor unit (cents).</param>
/// <param name="RefundedAmount">What has been given back so far.</param>
/// <param name="Status">PARTIALLY_REFUNDED, or REFUNDED: once, and the last one.</param>
/// <param name="PlacedAt">When the order was placed: the time that its sale is counted under.</param>
/// <param name="Email">Where the mail goes, if the payment named an address.</param>
public sealed record OrderRefunded(
    Guid OrderId,
    long Amount,
    long RefundedAmount,
    string Currency,
    string Status,
    DateTimeOffset PlacedAt,
    DateTimeOffset RefundedAt,
    string? Email = null
) : IDomainEvent<OrderRefunded>
{
    public static string Source => "order-service";

    public static string DetailType => "OrderRefunded";

    public static JsonTypeInfo<OrderRefunded> Json => PlatformJson.Default.OrderRefunded;
}

public sealed record UserCreated(Guid UserId, string Email, string Name, DateTimeOffset CreatedAt) : IDomainEvent<UserCreated>
{
    public static string Source => "user-service";

    public static string DetailType => "UserCreated";

    public static JsonTypeInfo<UserCreated> Json => PlatformJson.Default.UserCreated;
}
