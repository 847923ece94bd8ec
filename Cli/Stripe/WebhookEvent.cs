using System.Text.Json.Nodes;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>One Stripe event as its webhook sends it: https://docs.stripe.com/api/events/object</summary>
internal sealed record WebhookEvent(string Id, string Payload)
{
    /// <summary>About a payment: payment_intent.succeeded, or a type that nothing acts on, with the same members.</summary>
    public static WebhookEvent Of(string type, Payment payment, DateTimeOffset now)
    {
        var succeeded = type == StripeEventTypes.Payment;
        var objectType = type.Split('.')[0];
        return Create(
            type,
            now,
            new JsonObject
            {
                ["id"] = NewId(objectType == "payment_intent" ? "pi" : objectType[..2]),
                ["object"] = objectType,
                ["amount"] = payment.Amount,
                ["amount_received"] = succeeded ? payment.Amount : 0,
                ["currency"] = payment.Currency,
                ["created"] = now.ToUnixTimeSeconds(),
                ["receipt_email"] = payment.Email,
                ["status"] = succeeded ? "succeeded" : null,
                ["metadata"] = new JsonObject { ["product_ids"] = payment.ProductIds },
            }
        );
    }

    /// <summary>charge.refunded: https://docs.stripe.com/api/charges/object</summary>
    /// <param name="refunded">All refunds of the order so far together, this one included.</param>
    public static WebhookEvent Of(RefundableOrder order, long refunded, DateTimeOffset now) =>
        Create(
            StripeEventTypes.Refund,
            now,
            new()
            {
                ["id"] = NewId("ch"),
                ["object"] = "charge",
                ["amount"] = order.Amount,
                ["amount_captured"] = order.Amount,
                ["amount_refunded"] = refunded,
                ["captured"] = true,
                ["created"] = now.ToUnixTimeSeconds(),
                ["currency"] = order.Currency,
                ["metadata"] = new JsonObject(),
                ["paid"] = true,
                ["payment_intent"] = order.PaymentIntentId,
                ["receipt_email"] = order.Email,
                ["refunded"] = refunded >= order.Amount,
                ["status"] = "succeeded",
            }
        );

    private static WebhookEvent Create(string type, DateTimeOffset now, JsonObject data)
    {
        var id = NewId("evt");
        var payload = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeConfiguration.ApiVersion,
            ["created"] = now.ToUnixTimeSeconds(),
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["type"] = type,
            ["data"] = new JsonObject { ["object"] = data },
        };
        return new WebhookEvent(id, payload.ToJsonString());
    }

    private static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}";
}

/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="ProductIds">Comma-separated; an id stands once for each piece bought.</param>
internal sealed record Payment(long Amount, string Currency, string Email, string ProductIds);
