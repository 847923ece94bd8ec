using Platform.Data;
using Platform.Data.Entities;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// An event of Stripe → what it leads to, once. Refuses nothing: the money has been taken or given back, and Stripe would send the same
/// again.
/// </summary>
internal sealed class PaymentProcessor(PaymentEvents events, OrderPlacement placement, OrderRefund refund)
{
    public Task<WebhookResult> ProcessAsync(Event stripeEvent, string payload, CancellationToken cancellationToken)
    {
        var received = new Received(StoredText.Key(stripeEvent.Id), StoredText.Of(stripeEvent.Type), payload);
        return (stripeEvent.Type, stripeEvent.Data?.Object) switch
        {
            (EventTypes.PaymentIntentSucceeded, PaymentIntent { Id.Length: > 0 } intent) => placement.PlaceAsync(
                received,
                intent,
                cancellationToken
            ),
            (EventTypes.PaymentIntentSucceeded, _) => events.KeepAsync(received, "The event names no payment", cancellationToken),
            (EventTypes.ChargeRefunded, Charge { PaymentIntentId.Length: > 0 } charge) => refund.RefundAsync(
                received,
                charge,
                cancellationToken
            ),
            (EventTypes.ChargeRefunded, _) => events.KeepAsync(received, "The event names no payment that was refunded", cancellationToken),
            _ => LeaveAsync(received, cancellationToken),
        };
    }

    /// <summary>Keeps what cannot be read, for a person to look at.</summary>
    public Task<WebhookResult> KeepAsync(SignedBody.Unreadable body, string payload, CancellationToken cancellationToken) =>
        events.KeepAsync(new Received(StoredText.Key(body.Id), StoredText.Of(body.Type), payload), body.Reason, cancellationToken);

    private async Task<WebhookResult> LeaveAsync(Received received, CancellationToken cancellationToken)
    {
        await events.RecordAsync(received, PaymentEventStatus.Unhandled, cancellationToken);
        return WebhookResult.Unhandled;
    }
}
