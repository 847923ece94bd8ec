using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;

namespace Api.Webhooks;

/// <summary>The record of Stripe's events. Its primary key decides who was first with an event.</summary>
internal sealed class PaymentEvents(AppDbContext db, TimeProvider time)
{
    /// <summary>UTF-16 code units that are stored of a reason for review.</summary>
    public const int MaxReason = 2000;

    private const string Provider = "stripe";

    /// <returns>False when this event is known. Waits for another transaction that is just writing it.</returns>
    public async Task<bool> RecordAsync(
        Received received,
        PaymentEventStatus status,
        CancellationToken cancellationToken,
        string? paymentId = null,
        Guid? orderId = null,
        string? reason = null
    )
    {
        var (state, now) = (StoredEnum.Name(status), time.GetUtcNow());
        return await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO payment_events
                    (provider, event_id, event_type, status, review_reason, payment_intent_id, order_id, payload, received_at)
                VALUES ({Provider}, {received.Id}, {received.Type}, {state}, {reason}, {paymentId}, {orderId}, {received.Payload}::json, {now})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken
            ) == 1;
    }

    /// <summary>Keeps what cannot be acted on, for a person to look at.</summary>
    public async Task<WebhookResult> KeepAsync(Received received, string reason, CancellationToken cancellationToken)
    {
        var stored = StoredText.Of(reason, MaxReason);
        await RecordAsync(received, PaymentEventStatus.Review, cancellationToken, reason: stored);
        return WebhookResult.Review(stored);
    }

    /// <summary>What an event that is known has led to.</summary>
    public async Task<WebhookResult> StoredResultAsync(Received received, CancellationToken cancellationToken)
    {
        var stored = await db
            .PaymentEvents.Where(e => e.Provider == Provider && e.EventId == received.Id)
            .Select(e => new
            {
                e.Status,
                Order = db.Orders.Where(o => o.Id == e.OrderId).Select(o => new { o.Id, o.Status }).FirstOrDefault(),
            })
            .FirstAsync(cancellationToken);
        return stored switch
        {
            { Status: PaymentEventStatus.Processed, Order: { } order } => WebhookResult.Of(order.Id, order.Status),
            { Status: PaymentEventStatus.Waiting } => WebhookResult.Waiting,
            _ => WebhookResult.Review("An event of this id, without an order, has been kept before"),
        };
    }

    /// <summary>The refunds that were told of before this payment, tracked.</summary>
    public Task<List<PaymentEvent>> WaitingAsync(string paymentId, CancellationToken cancellationToken) =>
        db
            .PaymentEvents.Where(e => e.PaymentIntentId == paymentId && e.Status == PaymentEventStatus.Waiting)
            .ToListAsync(cancellationToken);
}
