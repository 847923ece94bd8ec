using Platform.Data.Entities;

namespace Api.Webhooks;

/// <param name="Cached">True when the event had been processed before, and this is the answer of then.</param>
internal sealed record WebhookAnswer(bool Received, bool Cached, WebhookResult Result);

/// <param name="Processed">False for types that nothing acts on; <paramref name="Reason"/> says so.</param>
internal sealed record WebhookResult(bool Processed, Guid? OrderId = null, OrderStatus? Status = null, string? Reason = null)
{
    public static readonly WebhookResult Unhandled = new(false, Reason: "Unhandled event type");

    public static WebhookResult Of(Guid orderId, OrderStatus status) => new(true, orderId, status);
}
