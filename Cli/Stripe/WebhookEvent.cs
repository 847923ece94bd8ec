using System.Text.Json.Nodes;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>One Stripe event as its webhook sends it: https://docs.stripe.com/api/events/object</summary>
sealed record WebhookEvent(string Id, string Payload)
{
    public static WebhookEvent Create(string type, Payment payment, DateTimeOffset now)
    {
        var id = NewId("evt");
        var objectType = type.Split('.')[0];
        var payload = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeConfiguration.ApiVersion,
            ["created"] = now.ToUnixTimeSeconds(),
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["type"] = type,
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject
                {
                    ["id"] = NewId(objectType == "payment_intent" ? "pi" : objectType[..2]),
                    ["object"] = objectType,
                    ["amount"] = payment.Amount,
                    ["amount_received"] = type == "payment_intent.succeeded" ? payment.Amount : 0,
                    ["currency"] = payment.Currency,
                    ["created"] = now.ToUnixTimeSeconds(),
                    ["receipt_email"] = payment.Email,
                    ["status"] = type == "payment_intent.succeeded" ? "succeeded" : null,
                    ["metadata"] = new JsonObject { ["product_ids"] = payment.ProductIds },
                },
            },
        };
        return new WebhookEvent(id, payload.ToJsonString());
    }

    static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}";
}

/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="ProductIds">Comma-separated; an id stands once for each piece bought.</param>
sealed record Payment(long Amount, string Currency, string Email, string ProductIds);
