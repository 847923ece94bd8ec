namespace Api.Webhooks;

/// <summary>Section <c>Stripe</c>.</summary>
internal sealed class StripeOptions
{
    /// <summary>The endpoint's signing secret, <c>whsec_...</c>.</summary>
    public string? WebhookSecret { get; set; }
}
