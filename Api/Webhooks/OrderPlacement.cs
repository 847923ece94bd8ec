using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using ServiceDefaults;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// A payment → payment event, order, stock and OrderPlaced in one transaction, and whatever has been refunded of it before. Who is not
/// the first gets what the first one did: a later event of the payment changes nothing on its order.
/// </summary>
internal sealed class OrderPlacement(AppDbContext db, PaymentEvents events, OrderRefund refund, TimeProvider time)
{
    public async Task<WebhookResult> PlaceAsync(Received received, PaymentIntent intent, CancellationToken cancellationToken)
    {
        var payment = Payment.Of(intent);
        try
        {
            return await db.InTransactionAsync(token => PlaceAsync(received, payment, token), cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "orders" })
        {
            // Another event has told of this payment before: one payment stays one order.
            return await JoinAsync(received, payment, cancellationToken);
        }
    }

    private async Task<WebhookResult> PlaceAsync(Received received, Payment payment, CancellationToken cancellationToken)
    {
        var now = time.GetStoredNow();
        var orderId = Guid.CreateVersion7(now);
        await db.LockPaymentAsync(payment.Id, cancellationToken);
        if (!await events.RecordAsync(received, PaymentEventStatus.Processed, cancellationToken, payment.Id, orderId))
        {
            return await events.StoredResultAsync(received, cancellationToken);
        }

        WorkIds.Add(Telemetry.Attributes.OrderId, orderId);
        var lines = await Inventory.TakeAsync(db, orderId, payment.Products.Quantities, cancellationToken);
        var order = new Order
        {
            Id = orderId,
            PaymentIntentId = payment.Id,
            Amount = payment.Amount,
            Currency = payment.Currency,
            Status = lines.Any(line => line.Backordered > 0) ? OrderStatus.Backordered : OrderStatus.Paid,
            Email = payment.Email,
            ReviewReason = payment.ReviewReason(lines) is { } reason ? StoredText.Of(reason, PaymentEvents.MaxReason) : null,
            CreatedAt = now,
            Lines = lines,
        };
        db.Orders.Add(order);
        db.Publish(Placed(order), time);
        await refund.ApplyWaitingAsync(order, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private async Task<WebhookResult> JoinAsync(Received received, Payment payment, CancellationToken cancellationToken)
    {
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.PaymentIntentId == payment.Id, cancellationToken);
        await events.RecordAsync(received, PaymentEventStatus.Processed, cancellationToken, payment.Id, order.Id);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private static OrderPlaced Placed(Order order) =>
        new(
            order.Id,
            order.Amount,
            order.Currency,
            StoredEnum.Name(order.Status),
            order.CreatedAt,
            [.. order.Lines.Select(line => new OrderPlacedLine(line.ProductId, line.Quantity, line.Backordered))],
            order.Email
        );
}
