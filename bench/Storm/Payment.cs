using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Serverless.Bench.Storm;

/// <summary>A payment and the event by which Stripe tells of it.</summary>
internal sealed record Payment(int Number, IReadOnlyList<string> Products, long Amount, int Deliveries)
{
    public const string Secret = "whsec_storm";

    private static readonly string[] Catalogue = ["mug", "notebook", "poster", "shirt", "stickers"];

    public string EventId => $"evt_storm_{Number}";

    public string IntentId => $"pi_storm_{Number}";

    public string Email => $"p{Number}@storm.example";

    public static Payment Make(int number, Random random)
    {
        var products = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Catalogue[random.Next(Catalogue.Length)]).ToList();
        return new(number, products, random.Next(100, 100_000), random.Next(1, 6));
    }

    /// <summary>One delivery, signed now.</summary>
    public HttpRequestMessage Request()
    {
        var payload = Event().ToJsonString();
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{payload}"));
        var content = new StringContent(payload, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={seconds},v1={Convert.ToHexStringLower(signature)}");
        return request;
    }

    private JsonObject Event() =>
        new()
        {
            ["id"] = EventId,
            ["object"] = "event",
            ["api_version"] = "2020-08-27",
            ["created"] = 1767225600,
            ["livemode"] = false,
            ["type"] = "payment_intent.succeeded",
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject
                {
                    ["id"] = IntentId,
                    ["object"] = "payment_intent",
                    ["amount"] = Amount,
                    ["amount_received"] = Amount,
                    ["currency"] = "eur",
                    ["receipt_email"] = Email,
                    ["status"] = "succeeded",
                    ["metadata"] = new JsonObject { ["product_ids"] = string.Join(',', Products) },
                },
            },
        };
}
