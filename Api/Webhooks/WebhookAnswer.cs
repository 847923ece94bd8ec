using Platform.Data.Entities;

namespace Api.Webhooks;

/// <param name="Cached">True when the event had been processed before, and this is the answer of then.</param>
internal sealed record WebhookAnswer(bool Received, bool Cached, WebhookResult Result);

/// <param name="Processed">False for types that nothing acts on, for payments that no order can be made of, and for refunds that wait for
/// their payment or that a person has to look at; <paramref name="Reason"/> says so.</param>
internal sealed record WebhookResult(bool Processed, Guid? OrderId = null, OrderStatus? Status = null, string? Reason = null)
{
    public static readonly WebhookResult Unhandled = new(false, Reason: "Unhandled event type");

    public static readonly WebhookResult Waiting = new(false, Reason: "The refund's payment has not been told of yet: kept until it comes");

    /// <summary>Kept, and nothing done: a person has to look.</summary>
    public static WebhookResult Review(string reason) => new(false, Reason: reason);

    public static WebhookResult Of(Guid orderId, OrderStatus status) => new(true, orderId, status);
}
