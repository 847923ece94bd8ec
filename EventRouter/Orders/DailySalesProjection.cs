using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Events;

namespace EventRouter.Orders;

/// <summary>Sums per day (UTC) and currency, kept up to date event by event.</summary>
sealed class DailySalesProjection(AppDbContext db) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced order, EventMetadata metadata, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(order.PlacedAt.UtcDateTime);
        return db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO daily_sales (day, currency, orders, amount) VALUES ({day}, {order.Currency}, 1, {order.Amount})
             ON CONFLICT (day, currency) DO UPDATE SET orders = daily_sales.orders + 1, amount = daily_sales.amount + excluded.amount
             """, cancellationToken);
    }
}
