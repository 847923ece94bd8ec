namespace Api.Webhooks;

/// <summary>What the body of a webhook is.</summary>
internal abstract record SignedBody
{
    public sealed record StripeEvent(Stripe.Event Value) : SignedBody;

    /// <summary>Stripe's, and more than this service can read: it must be taken, for Stripe would send the same again for days.</summary>
    public sealed record Unreadable(string Id, string Type, string Reason) : SignedBody;

    /// <summary>Signed, and not even an event.</summary>
    public sealed record NoEvent(string Reason) : SignedBody;

    public sealed record Unsigned(string Reason) : SignedBody;
}
