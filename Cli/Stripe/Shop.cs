using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Serverless.Cli.Stripe;

/// <summary>What has to be known of the running application before it is sent a webhook.</summary>
internal sealed class Shop(HttpClient http)
{
    public async Task<IReadOnlyList<string>> ProductsAsync(CancellationToken cancellation)
    {
        var answer = await http.GetFromJsonAsync<JsonNode>("api/products", cancellation);
        var products = answer as JsonArray ?? answer?["items"]?.AsArray() ?? [];
        return [.. products.Select(product => (string)product!["id"]!)];
    }

    /// <param name="id">null: the last order.</param>
    /// <returns>null: there is none.</returns>
    public async Task<RefundableOrder?> OrderAsync(Guid? id, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(id is null ? "api/orders?limit=1" : $"api/orders/{id}", cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellation);
        var order = id is null ? answer!["items"]!.AsArray().FirstOrDefault() : answer;
        return order is null
            ? null
            : new RefundableOrder(
                (string)order["id"]!,
                (string)order["paymentIntentId"]!,
                (long)order["amount"]!,
                (long?)order["refundedAmount"] ?? 0,
                (string)order["currency"]!,
                (string?)order["email"]
            );
    }
}

/// <param name="Amount">What was paid, in the currency's smallest unit.</param>
/// <param name="Refunded">What of it has been given back.</param>
internal sealed record RefundableOrder(string Id, string PaymentIntentId, long Amount, long Refunded, string Currency, string? Email)
{
    public long Left => Amount - Refunded;
}
