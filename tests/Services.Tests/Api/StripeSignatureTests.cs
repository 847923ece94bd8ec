using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class StripeSignatureTests(Servers servers) : ApiTest(servers)
{
    private static readonly string Payload = StripeWebhook.Event("evt_signature", "pi_signature", "mug");

    [Fact]
    public async Task A_webhook_without_a_signature_is_refused() => await IsRefusedAsync(StripeWebhook.Request(Payload, secret: null));

    [Fact]
    public async Task A_webhook_signed_with_another_secret_is_refused() =>
        await IsRefusedAsync(StripeWebhook.Request(Payload, secret: "whsec_other"));

    [Fact]
    public async Task A_webhook_signed_too_long_ago_is_refused() =>
        await IsRefusedAsync(StripeWebhook.Request(Payload, at: TimeProvider.System.GetUtcNow().AddMinutes(-6)));

    [Fact]
    public async Task A_signed_body_that_was_changed_is_refused()
    {
        var request = StripeWebhook.Request(Payload);
        request.Content = new StringContent(Payload.Replace("4200", "1"));
        await IsRefusedAsync(request);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"evt_x","object":"event"}""")]
    [InlineData("")]
    public async Task A_signed_body_that_is_no_event_is_refused(string payload) => await IsRefusedAsync(StripeWebhook.Request(payload));

    [Theory]
    [InlineData("t=abc,v1=def")]
    [InlineData("v1=def")]
    [InlineData("nonsense")]
    [InlineData("t=99999999999999999999,v1=00")]
    public async Task A_malformed_signature_is_refused(string signature)
    {
        var request = StripeWebhook.Request(Payload, secret: null);
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        await IsRefusedAsync(request);
    }

    private async Task IsRefusedAsync(HttpRequestMessage request)
    {
        var response = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(0, await Api.QueryAsync(db => db.PaymentEvents.CountAsync()));
        Assert.Equal(0, await Api.QueryAsync(db => db.Orders.CountAsync()));
        Assert.Equal(1000, await StockOfAsync("mug"));
    }
}
