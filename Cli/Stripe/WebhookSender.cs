using System.Diagnostics;
using System.Text;
using Stripe;

namespace Serverless.Cli.Stripe;

/// <summary>Posts events with the header that Stripe signs them with: https://docs.stripe.com/webhooks#verify-manually</summary>
sealed class WebhookSender(HttpClient http, Uri endpoint, string secret)
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

sealed record Delivery(string EventId, int Status, TimeSpan Elapsed, string Answer);
