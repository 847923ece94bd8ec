namespace Platform.Data.Entities;

/// <summary>An event of a payment provider. Its unique (provider, event id) is the truth of idempotency.</summary>
public sealed class PaymentEvent
{
    public required string Provider { get; init; }

    /// <summary>Stripe's <c>evt_...</c>.</summary>
    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public required PaymentEventStatus Status { get; set; }

    /// <summary>Why a person has to look at the event; set when REVIEW.</summary>
    public string? ReviewReason { get; set; }

    /// <summary>Stripe's <c>pi_...</c> of the payment that it tells of; null of a type that nothing here acts on.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>The order that it led to, if any.</summary>
    public Guid? OrderId { get; set; }

    /// <summary>The event as received, JSON.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

public enum PaymentEventStatus
{
    Processed,

    /// <summary>A type that nothing here acts on; kept.</summary>
    Unhandled,

    /// <summary>A payment that no order can be made of: kept, for a person to look at. Stripe would send the same again.</summary>
    Review,

    /// <summary>A refund whose payment has not been told of yet: handled together with it.</summary>
    Waiting,
}
