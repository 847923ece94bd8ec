using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stripe;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>What Stripe sends when a payment has succeeded.</summary>
internal sealed record Webhook(string Tag, string Products = "mug", long Amount = 4200, string? Email = null)
{
    public string IntentId => $"pi_{Tag}";

    public string Payload { get; } =
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["id"] = $"evt_{Tag}",
                ["object"] = "event",
                ["api_version"] = "2020-08-27",
                ["created"] = 1767225600,
                ["livemode"] = false,
                ["type"] = "payment_intent.succeeded",
                ["data"] = new Dictionary<string, object?>
                {
                    ["object"] = new Dictionary<string, object?>
                    {
                        ["id"] = $"pi_{Tag}",
                        ["object"] = "payment_intent",
                        ["amount"] = Amount,
                        ["amount_received"] = Amount,
                        ["currency"] = "eur",
                        ["receipt_email"] = Email ?? $"{Tag}@example.com",
                        ["status"] = "succeeded",
                        ["metadata"] = new Dictionary<string, string> { ["product_ids"] = Products },
                    },
                },
            }
        );

    public HttpRequestMessage Request(string secret = SystemUnderTest.WebhookSecret) => Signed(Payload, secret);

    /// <summary>What Stripe sends when money of this payment has been given back.</summary>
    /// <param name="refunded">All refunds of it so far together.</param>
    public HttpRequestMessage Refund(long refunded) =>
        Signed(
            JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["id"] = $"evt_{Tag}_{refunded}",
                    ["object"] = "event",
                    ["api_version"] = "2020-08-27",
                    ["created"] = 1767225600,
                    ["livemode"] = false,
                    ["type"] = "charge.refunded",
                    ["data"] = new Dictionary<string, object?>
                    {
                        ["object"] = new Dictionary<string, object?>
                        {
                            ["id"] = $"ch_{Tag}",
                            ["object"] = "charge",
                            ["payment_intent"] = IntentId,
                            ["amount"] = Amount,
                            ["amount_captured"] = Amount,
                            ["amount_refunded"] = refunded,
                            ["refunded"] = refunded == Amount,
                            ["currency"] = "eur",
                            ["status"] = "succeeded",
                        },
                    },
                }
            ),
            SystemUnderTest.WebhookSecret
        );

    private static HttpRequestMessage Signed(string payload, string secret)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe")
        {
            Content = new StringContent(payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature",
            $"t={seconds},v1={EventUtility.ComputeSignature(secret, seconds, payload)}"
        );
        return request;
    }

    /// <summary>Sends it and returns the id of the order that it made.</summary>
    public async Task<string> SendAsync(HttpClient api) => (await (await api.SendAsync(Request())).JsonAsync())["result"].Text("orderId");

    /// <summary>The orders of this payment.</summary>
    public async Task<IReadOnlyList<JsonNode>> OrdersAsync(HttpClient api) =>
        [.. (await api.GetJsonAsync("/api/orders?limit=100"))["items"].Items().Where(order => order.Text("paymentIntentId") == IntentId)];
}
