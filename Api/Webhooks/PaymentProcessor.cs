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
/// An event of Stripe → payment event, order, stock and OrderPlaced in one transaction. The primary key of payment_events decides
/// who was first; everybody else gets what the first one did. Refuses nothing: the money has been taken, and Stripe would send the same
/// again.
/// </summary>
internal sealed class PaymentProcessor(AppDbContext db, TimeProvider time)
{
    private const string Provider = "stripe";
    private const int MaxReason = 2000;

    public async Task<WebhookResult> ProcessAsync(Event stripeEvent, string payload, CancellationToken cancellationToken)
    {
        var received = new Received(StoredText.Key(stripeEvent.Id), StoredText.Of(stripeEvent.Type), payload);
        if (stripeEvent.Type != EventTypes.PaymentIntentSucceeded)
        {
            await RecordAsync(received, PaymentEventStatus.Unhandled, null, null, cancellationToken);
            return WebhookResult.Unhandled;
        }

        if (stripeEvent.Data?.Object is not PaymentIntent { Id.Length: > 0 } intent)
        {
            return await KeepAsync(received, "The event names no payment", cancellationToken);
        }

        try
        {
            return await db.InTransactionAsync(token => PlaceOrderAsync(received, intent, token), cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "orders" })
        {
            // Another event has told of this payment before: one payment stays one order.
            return await JoinOrderAsync(received, intent, cancellationToken);
        }
    }

    /// <summary>Keeps what cannot be read, for a person to look at.</summary>
    public Task<WebhookResult> KeepAsync(SignedBody.Unreadable body, string payload, CancellationToken cancellationToken) =>
        KeepAsync(new Received(StoredText.Key(body.Id), StoredText.Of(body.Type), payload), body.Reason, cancellationToken);

    private async Task<WebhookResult> KeepAsync(Received received, string reason, CancellationToken cancellationToken)
    {
        var stored = StoredText.Of(reason, MaxReason);
        await RecordAsync(received, PaymentEventStatus.Review, null, stored, cancellationToken);
        return WebhookResult.Review(stored);
    }

    private async Task<WebhookResult> PlaceOrderAsync(Received received, PaymentIntent intent, CancellationToken cancellationToken)
    {
        var now = time.GetStoredNow();
        var payment = Payment.Of(intent);
        var orderId = Guid.CreateVersion7(now);
        if (!await RecordAsync(received, PaymentEventStatus.Processed, orderId, null, cancellationToken))
        {
            return await StoredResultAsync(received, cancellationToken);
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
            ReviewReason = payment.ReviewReason(lines) is { } reason ? StoredText.Of(reason, MaxReason) : null,
            CreatedAt = now,
            Lines = lines,
        };
        db.Orders.Add(order);
        db.Publish(Placed(order), time);
        await db.SaveChangesAsync(cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private async Task<WebhookResult> JoinOrderAsync(Received received, PaymentIntent intent, CancellationToken cancellationToken)
    {
        var paymentId = StoredText.Key(intent.Id);
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.PaymentIntentId == paymentId, cancellationToken);
        await RecordAsync(received, PaymentEventStatus.Processed, order.Id, null, cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    /// <returns>False when this event is known. Waits for another transaction that is just writing it.</returns>
    private async Task<bool> RecordAsync(
        Received received, PaymentEventStatus status, Guid? orderId, string? reason, CancellationToken cancellationToken)
    {
        var (state, now) = (status.ToString().ToUpperInvariant(), time.GetUtcNow());
        return await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO payment_events (provider, event_id, event_type, status, review_reason, order_id, payload, received_at)
             VALUES ({Provider}, {received.Id}, {received.Type}, {state}, {reason}, {orderId}, {received.Payload}::json, {now})
             ON CONFLICT DO NOTHING
             """, cancellationToken) == 1;
    }

    private async Task<WebhookResult> StoredResultAsync(Received received, CancellationToken cancellationToken)
    {
        var order = await db.PaymentEvents
            .Where(e => e.Provider == Provider && e.EventId == received.Id)
            .Join(db.Orders, e => e.OrderId, o => o.Id, (_, o) => new { o.Id, o.Status })
            .FirstOrDefaultAsync(cancellationToken);
        return order is null
            ? WebhookResult.Review("An event of this id, without an order, has been kept before")
            : WebhookResult.Of(order.Id, order.Status);
    }

    private static OrderPlaced Placed(Order order) => new(
        order.Id, order.Amount, order.Currency, order.Status.ToString().ToUpperInvariant(), order.CreatedAt,
        [.. order.Lines.Select(line => new OrderPlacedLine(line.ProductId, line.Quantity, line.Backordered))], order.Email);

    /// <summary>An event as it is stored.</summary>
    private sealed record Received(string Id, string Type, string Payload);
}
