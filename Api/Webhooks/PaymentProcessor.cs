using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using Stripe;

namespace Api.Webhooks;

/// <summary>
/// An event of Stripe → payment event, order, stock and OrderPlaced in one transaction. The primary key of payment_events decides
/// who was first; everybody else gets what the first one did.
/// </summary>
internal sealed class PaymentProcessor(AppDbContext db, TimeProvider time)
{
    private const string Provider = "stripe";

    public async Task<WebhookResult> ProcessAsync(Event stripeEvent, string payload, CancellationToken cancellationToken)
    {
        if (stripeEvent is not { Type: EventTypes.PaymentIntentSucceeded, Data.Object: PaymentIntent intent })
        {
            await RecordAsync(stripeEvent, PaymentEventStatus.Unhandled, null, payload, cancellationToken);
            return WebhookResult.Unhandled;
        }

        try
        {
            return await db.InTransactionAsync(token => PlaceOrderAsync(stripeEvent, intent, payload, token), cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "orders" })
        {
            // Another event has told of this payment before: one payment stays one order.
            return await JoinOrderAsync(stripeEvent, intent, payload, cancellationToken);
        }
    }

    private async Task<WebhookResult> PlaceOrderAsync(Event stripeEvent, PaymentIntent intent, string payload, CancellationToken cancellationToken)
    {
        var now = time.GetStoredNow();
        var products = ProductIds.Of(intent);
        var orderId = Guid.CreateVersion7(now);
        if (!await RecordAsync(stripeEvent, PaymentEventStatus.Processed, orderId, payload, cancellationToken))
        {
            return await StoredResultAsync(stripeEvent, cancellationToken);
        }

        var lines = await Inventory.TakeAsync(db, orderId, products.Quantities, cancellationToken);
        var order = new Order
        {
            Id = orderId,
            PaymentIntentId = intent.Id,
            Amount = intent.AmountReceived > 0 ? intent.AmountReceived : intent.Amount,
            Currency = intent.Currency ?? "",
            Status = lines.Any(line => line.Backordered > 0) ? OrderStatus.Backordered : OrderStatus.Paid,
            Email = intent.ReceiptEmail,
            ReviewReason = ReviewReason(products, lines),
            CreatedAt = now,
            Lines = lines,
        };
        db.Orders.Add(order);
        db.Publish(Placed(order), time);
        await db.SaveChangesAsync(cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private async Task<WebhookResult> JoinOrderAsync(Event stripeEvent, PaymentIntent intent, string payload, CancellationToken cancellationToken)
    {
        var order = await db.Orders.AsNoTracking().FirstAsync(o => o.PaymentIntentId == intent.Id, cancellationToken);
        await RecordAsync(stripeEvent, PaymentEventStatus.Processed, order.Id, payload, cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    /// <returns>False when this event is known. Waits for another transaction that is just writing it.</returns>
    private async Task<bool> RecordAsync(Event stripeEvent, PaymentEventStatus status, Guid? orderId, string payload, CancellationToken cancellationToken)
    {
        var (state, now) = (status.ToString().ToUpperInvariant(), time.GetUtcNow());
        return await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO payment_events (provider, event_id, event_type, status, order_id, payload, received_at)
             VALUES ({Provider}, {stripeEvent.Id}, {stripeEvent.Type}, {state}, {orderId}, {payload}::json, {now})
             ON CONFLICT DO NOTHING
             """, cancellationToken) == 1;
    }

    private async Task<WebhookResult> StoredResultAsync(Event stripeEvent, CancellationToken cancellationToken)
    {
        var order = await db.PaymentEvents
            .Where(e => e.Provider == Provider && e.EventId == stripeEvent.Id)
            .Join(db.Orders, e => e.OrderId, o => o.Id, (_, o) => new { o.Id, o.Status })
            .FirstAsync(cancellationToken);
        return WebhookResult.Of(order.Id, order.Status);
    }

    private static string? ReviewReason(ProductIds products, List<OrderLine> lines)
    {
        var unknown = products.Quantities.Keys.Except(lines.Select(line => line.ProductId)).Concat(products.Malformed).ToArray();
        return (unknown.Length, lines.Count) switch
        {
            ( > 0, _) => $"Products that do not exist: {string.Join(", ", unknown.Select(id => string.Concat(id.Where(c => !char.IsControl(c)))))}",
            (0, 0) => "The payment names no product (metadata product_ids)",
            _ => null,
        };
    }

    private static OrderPlaced Placed(Order order) => new(
        order.Id, order.Amount, order.Currency, order.Status.ToString().ToUpperInvariant(), order.Email, order.CreatedAt,
        [.. order.Lines.Select(line => new OrderPlacedLine(line.ProductId, line.Quantity, line.Backordered))]);
}
