using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;

namespace EventRouter.Orders;

/// <summary>
/// Sums per day (UTC) and currency, kept up to date event by event. A refund lowers the day on which its order was placed. Events come in
/// any order: until the order's own has come, a refunded order counts below zero.
/// </summary>
internal sealed class DailySalesProjection(AppDbContext db) : IEventHandler<OrderPlaced>, IEventHandler<OrderRefunded>
{
    public Task HandleAsync(OrderPlaced order, EventMetadata metadata, CancellationToken cancellationToken) =>
        AddAsync(order.PlacedAt, order.Currency, 1, order.Amount, cancellationToken);

    public Task HandleAsync(OrderRefunded refund, EventMetadata metadata, CancellationToken cancellationToken)
    {
        var orders = refund.Status == StoredEnum.Name(OrderStatus.Refunded) ? -1 : 0;
        return AddAsync(refund.PlacedAt, refund.Currency, orders, -(decimal)refund.Amount, cancellationToken);
    }

    private Task AddAsync(DateTimeOffset placedAt, string currency, int orders, decimal amount, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(placedAt.UtcDateTime);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO daily_sales (day, currency, orders, amount) VALUES ({day}, {currency}, {orders}, {amount})
            ON CONFLICT (day, currency) DO UPDATE
            SET orders = daily_sales.orders + excluded.orders, amount = daily_sales.amount + excluded.amount
            """,
            cancellationToken
        );
    }
}
