using Platform.Data;
using Platform.Events;
using Platform.Outbox;
using Platform.Queue;

namespace EventRouter.Orders;

internal sealed class OrderConfirmation(AppDbContext db, TimeProvider time) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced order, EventMetadata metadata, CancellationToken cancellationToken)
    {
        // The address is the customer's own choice, and a payment need not name one.
        if (order.Email is not null)
            db.Enqueue(new SendMail(order.Email, $"Your order {order.OrderId}", Text(order), OrderId: order.OrderId), time);
        return Task.CompletedTask;
    }

    private static string Text(OrderPlaced order)
    {
        var lines = order.Lines.Select(line =>
            line.Backordered > 0
                ? $"  {line.Quantity} x {line.ProductId} ({line.Backordered} follow when they are back in stock)"
                : $"  {line.Quantity} x {line.ProductId}"
        );
        return $"Thank you for your order of {order.PlacedAt:yyyy-MM-dd HH:mm} UTC.\n\n{string.Join('\n', lines)}\n";
    }
}
