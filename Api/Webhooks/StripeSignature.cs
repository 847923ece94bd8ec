using Microsoft.Extensions.Options;
using Stripe;

namespace Api.Webhooks;

/// <summary>Reads an event only if Stripe signed it, within the last five minutes: https://docs.stripe.com/webhooks/signature.</summary>
internal sealed class StripeSignature(IOptions<StripeOptions> options, TimeProvider time)
{
    /// <returns>The event, or why it is not one.</returns>
    public (Event? Event, string? Error) Read(string payload, string? signature)
    {
        var secret = options.Value.WebhookSecret is { Length: > 0 } configured
            ? configured
            : throw new InvalidOperationException("Stripe:WebhookSecret is not configured (the endpoint's signing secret, whsec_...).");
        if (string.IsNullOrWhiteSpace(signature))
        {
            return (null, "The header Stripe-Signature is missing.");
        }

        try
        {
            // The account's API version may be newer than Stripe.net; the members used here are in all of them.
            var stripeEvent = EventUtility.ConstructEvent(
                payload, signature, secret, EventUtility.DefaultTimeTolerance, time.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false);
            return string.IsNullOrEmpty(stripeEvent?.Id) || string.IsNullOrEmpty(stripeEvent.Type)
                ? (null, "The event has no id or no type.")
                : (stripeEvent, null);
        }
        catch (StripeException exception)
        {
            return (null, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Stripe.net does not say what it throws for JSON that is no event: casts, null references and its reader's own come up.
            return (null, "The body is not an event of Stripe.");
        }
    }
}
