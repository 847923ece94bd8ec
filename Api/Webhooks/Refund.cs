using Platform.Data;
using Platform.Data.Entities;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// What Stripe says has been given back of a payment: all refunds so far together, so that the highest is the newest, in whatever order
/// they come. https://docs.stripe.com/api/charges/object
/// </summary>
/// <param name="Amount">In the currency's minor unit.</param>
/// <param name="IsFull">Nothing is left to give back.</param>
internal sealed record Refund(string PaymentId, long Amount, bool IsFull, string? Currency)
{
    public static Refund Of(Charge charge) =>
        new(StoredText.Key(charge.PaymentIntentId), charge.AmountRefunded, charge.Refunded, charge.Currency);

    /// <summary>That of an event that was kept: it has been read before.</summary>
    public static Refund Of(string payload) => Of((Charge)EventUtility.ParseEvent(payload, throwOnApiVersionMismatch: false).Data.Object);

    /// <summary>Why a person has to look at the refund of this order; null when nobody has to.</summary>
    public string? ReviewReason(Order? order) =>
        this switch
        {
            { IsFull: false, Amount: <= 0 } => $"The refunded amount is {Amount}",
            _ when order is null || order.Currency == Payment.NoCurrency || order.Currency == Currency => null,
            _ => $"The refund is in '{Currency}' and its order in '{order.Currency}'",
        };

    /// <summary>True when nothing of the order's money is left.</summary>
    public bool IsAllOf(Order order) => IsFull || Amount >= order.Amount;
}
