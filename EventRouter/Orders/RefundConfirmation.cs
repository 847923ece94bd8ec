using Platform;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Outbox;
using Platform.Queue;

namespace EventRouter.Orders;

internal sealed class RefundConfirmation(AppDbContext db, TimeProvider time) : IEventHandler<OrderRefunded>
{
    public Task HandleAsync(OrderRefunded refund, EventMetadata metadata, CancellationToken cancellationToken)
    {
        if (refund.Email is not null)
            db.Enqueue(new SendMail(refund.Email, $"Your refund for order {refund.OrderId}", Text(refund), OrderId: refund.OrderId), time);
        return Task.CompletedTask;
    }

    private static string Text(OrderRefunded refund)
    {
        var amount = Money.Format(refund.Amount, refund.Currency);
        var given = $"We have refunded {amount} of your order of {refund.PlacedAt:yyyy-MM-dd HH:mm} UTC.";
        var sum = Money.Format(refund.RefundedAmount, refund.Currency);
        return refund.Status == StoredEnum.Name(OrderStatus.Refunded)
            ? $"{given}\n\nThat is all of it: {sum}.\n"
            : $"{given}\n\nSo far {sum} of it have been refunded.\n";
    }
}
