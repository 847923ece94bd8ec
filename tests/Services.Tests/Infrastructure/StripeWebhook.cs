using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Stripe;

namespace Services.Tests.Infrastructure;

/// <summary>What Stripe sends.</summary>
internal static class StripeWebhook
{
    public static string Event(
        string id,
        string intentId,
        string? productIds,
        string type = "payment_intent.succeeded",
        long amount = 4200,
        string? email = "ada@example.com"
    ) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["id"] = id,
                ["object"] = "event",
                ["api_version"] = "2020-08-27",
                ["created"] = 1767225600,
                ["livemode"] = false,
                ["type"] = type,
                ["data"] = new Dictionary<string, object?>
                {
                    ["object"] = new Dictionary<string, object?>
                    {
                        ["id"] = intentId,
                        ["object"] = "payment_intent",
                        ["amount"] = amount,
                        ["amount_received"] = amount,
                        ["currency"] = "eur",
                        ["receipt_email"] = email,
                        ["status"] = "succeeded",
                        ["metadata"] = productIds is null
                            ? new Dictionary<string, string>()
                            : new Dictionary<string, string> { ["product_ids"] = productIds },
                    },
                },
            }
        );

    /// <summary>A charge.refunded of the payment that <see cref="Event"/> tells of.</summary>
    /// <param name="refunded">All refunds of it so far together.</param>
    public static string Refund(string id, string? intentId, long refunded, long amount = 4200, string currency = "eur") =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["id"] = id,
                ["object"] = "event",
                ["api_version"] = "2020-08-27",
                ["created"] = 1767225600,
                ["livemode"] = false,
                ["type"] = "charge.refunded",
                ["data"] = new Dictionary<string, object?>
                {
                    ["object"] = new Dictionary<string, object?>
                    {
                        ["id"] = "ch_1",
                        ["object"] = "charge",
                        ["payment_intent"] = intentId,
                        ["amount"] = amount,
                        ["amount_captured"] = amount,
                        ["amount_refunded"] = refunded,
                        ["refunded"] = refunded == amount,
                        ["currency"] = currency,
                        ["paid"] = true,
                        ["status"] = "succeeded",
                    },
                },
            }
        );

    public static HttpRequestMessage Request(string payload, string? secret = ApiHost.WebhookSecret, DateTimeOffset? at = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe")
        {
            Content = new StringContent(payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (secret is not null)
        {
            var seconds = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
            request.Headers.TryAddWithoutValidation(
                "Stripe-Signature",
                $"t={seconds},v1={EventUtility.ComputeSignature(secret, seconds.ToString(), payload)}"
            );
        }

        return request;
    }

    public static Task<HttpResponseMessage> SendWebhookAsync(this HttpClient client, string payload) => client.SendAsync(Request(payload));
}
