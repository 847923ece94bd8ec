using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using ServiceDefaults;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// A refund → payment event, the order's status, stock and OrderRefunded in one transaction. A refund that comes before its payment waits
/// for it. Stock comes back with the last cent, for Stripe does not say which products a part of the money was for.
/// </summary>
internal sealed class OrderRefund(AppDbContext db, PaymentEvents events, TimeProvider time)
{
    public Task<WebhookResult> RefundAsync(Received received, Charge charge, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => RefundAsync(received, Refund.Of(charge), token), cancellationToken);

    /// <summary>Applies what has been refunded of a payment before its order was placed. Changes are saved by the caller.</summary>
    public async Task ApplyWaitingAsync(Order order, CancellationToken cancellationToken)
    {
        var refunds = new List<Refund>();
        foreach (var waiting in await events.WaitingAsync(order.PaymentIntentId, cancellationToken))
        {
            var refund = Refund.Of(waiting.Payload);
            waiting.ReviewReason = Reason(refund, order);
            waiting.Status = waiting.ReviewReason is null ? PaymentEventStatus.Processed : PaymentEventStatus.Review;
            waiting.OrderId = order.Id;
            if (waiting.ReviewReason is null)
            {
                refunds.Add(refund);
            }
        }

        // The customer gets one mail about what was given back by now.
        if (refunds.MaxBy(refund => (refund.IsFull, refund.Amount)) is { } last)
        {
            await ApplyAsync(last, order, cancellationToken);
        }
    }

    private async Task<WebhookResult> RefundAsync(Received received, Refund refund, CancellationToken cancellationToken)
    {
        await db.LockPaymentAsync(refund.PaymentId, cancellationToken);
        var order = await db
            .Orders.Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.PaymentIntentId == refund.PaymentId, cancellationToken);
        var reason = Reason(refund, order);
        var status =
            reason is not null ? PaymentEventStatus.Review
            : order is null ? PaymentEventStatus.Waiting
            : PaymentEventStatus.Processed;
        if (!await events.RecordAsync(received, status, cancellationToken, refund.PaymentId, order?.Id, reason))
        {
            return await events.StoredResultAsync(received, cancellationToken);
        }

        if (reason is not null)
        {
            return WebhookResult.Review(reason);
        }

        if (order is null)
        {
            return WebhookResult.Waiting;
        }

        WorkIds.Add(Telemetry.Attributes.OrderId, order.Id);
        await ApplyAsync(refund, order, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private async Task ApplyAsync(Refund refund, Order order, CancellationToken cancellationToken)
    {
        var all = refund.IsAllOf(order);
        if (order.Status == OrderStatus.Refunded || (!all && refund.Amount <= order.RefundedAmount))
        {
            return;
        }

        var before = order.RefundedAmount;
        (order.RefundedAmount, order.Status) = all ? (order.Amount, OrderStatus.Refunded) : (refund.Amount, OrderStatus.PartiallyRefunded);
        if (all)
        {
            await Inventory.ReturnAsync(db, order.Lines, cancellationToken);
        }

        db.Publish(
            new OrderRefunded(
                order.Id,
                order.RefundedAmount - before,
                order.RefundedAmount,
                order.Currency,
                StoredEnum.Name(order.Status),
                order.CreatedAt,
                time.GetStoredNow(),
                order.Email
            ),
            time
        );
    }

    private static string? Reason(Refund refund, Order? order) =>
        refund.ReviewReason(order) is { } reason ? StoredText.Of(reason, PaymentEvents.MaxReason) : null;
}
