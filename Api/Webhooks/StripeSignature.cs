using System.Text.Json;
using Microsoft.Extensions.Options;
using Stripe;

namespace Api.Webhooks;

/// <summary>Reads an event only if Stripe signed it, within the last five minutes: https://docs.stripe.com/webhooks/signature.</summary>
internal sealed class StripeSignature(IOptions<StripeOptions> options, TimeProvider time)
{
    public SignedBody Read(string payload, string? signature)
    {
        var secret = options.Value.WebhookSecret is { Length: > 0 } configured
            ? configured
            : throw new InvalidOperationException("Stripe:WebhookSecret is not configured (the endpoint's signing secret, whsec_...).");
        if (string.IsNullOrWhiteSpace(signature))
        {
            return new SignedBody.Unsigned("The header Stripe-Signature is missing.");
        }

        try
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            EventUtility.ValidateSignature(payload, signature, secret, EventUtility.DefaultTimeTolerance, now);
        }
        catch (StripeException exception)
        {
            return new SignedBody.Unsigned(exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new SignedBody.Unsigned("The header Stripe-Signature cannot be read.");
        }

        return Parse(payload);
    }

    private static SignedBody Parse(string payload)
    {
        if (Identity(payload) is not var (id, type))
        {
            return new SignedBody.NoEvent("The body is not a JSON object with id and type, as events of Stripe are.");
        }

        try
        {
            // The account's API version may be newer than Stripe.net; the members used here are in all of them.
            return EventUtility.ParseEvent(payload, throwOnApiVersionMismatch: false) is { Id.Length: > 0, Type.Length: > 0 } stripeEvent
                ? new SignedBody.StripeEvent(stripeEvent)
                : new SignedBody.NoEvent("The event has no id or no type.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Stripe.net does not say what it throws for JSON that is no event: casts, null references and its reader's own come up.
            return new SignedBody.Unreadable(id, type, $"The event cannot be read: {exception.Message}");
        }
    }

    private static (string Id, string Type)? Identity(string payload)
    {
        try
        {
            var json = JsonElement.Parse(payload);
            return json.ValueKind == JsonValueKind.Object && Text(json, "id") is { } id && Text(json, "type") is { } type
                ? (id, type)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
