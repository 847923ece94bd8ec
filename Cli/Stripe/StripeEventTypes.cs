using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>The types of event that the application acts on.</summary>
internal static class StripeEventTypes
{
    public const string Payment = EventTypes.PaymentIntentSucceeded,
        Refund = EventTypes.ChargeRefunded;
}
