using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>Posts events with the header that Stripe signs them with: https://docs.stripe.com/webhooks#verify-manually</summary>
internal sealed class WebhookSender(HttpClient http, Uri endpoint, string secret)
{
    public async Task<Delivery> SendAsync(WebhookEvent webhook, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(webhook.Payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", EventUtility.GenerateSignatureHeader(webhook.Payload, secret));

        var started = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        return new Delivery(webhook.Id, (int)response.StatusCode, Stopwatch.GetElapsedTime(started), answer);
    }
}

internal sealed record Delivery(string EventId, int Status, TimeSpan Elapsed, string Answer)
{
    /// <summary>What the answer says in a few words: the order, or the problem's title; of anything else its first line.</summary>
    public string Summary
    {
        get
        {
            try
            {
                var answer = JsonNode.Parse(Answer);
                if (answer?["result"] is { } result)
                    return $"{((bool?)answer["cached"] == true ? "stored answer: " : "")}{(result["orderId"] is { } order ? $"order {order} {result["status"]}" : result["reason"])}";
                if (answer?["title"] is { } title)
                    return title.ToString();
            }
            catch (JsonException)
            {
                // Not the Api that answers here
            }
            return Answer.Split('\n')[0];
        }
    }
}
