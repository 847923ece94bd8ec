using System.Linq.Expressions;
using Platform.Data.Entities;

namespace Api.Orders;

/// <param name="Amount">In the currency's minor unit (cents).</param>
/// <param name="RefundedAmount">What of the amount has been given back.</param>
/// <param name="ReviewReason">Why a person has to look at the order; absent when nobody has to.</param>
internal sealed record OrderDto(
    Guid Id,
    string PaymentIntentId,
    long Amount,
    long RefundedAmount,
    string Currency,
    OrderStatus Status,
    string? Email,
    string? ReviewReason,
    DateTimeOffset CreatedAt,
    IReadOnlyList<OrderLineDto> Lines
)
{
    public static readonly Expression<Func<Order, OrderDto>> From = order => new OrderDto(
        order.Id,
        order.PaymentIntentId,
        order.Amount,
        order.RefundedAmount,
        order.Currency,
        order.Status,
        order.Email,
        order.ReviewReason,
        order.CreatedAt,
        order
            .Lines.OrderBy(line => line.ProductId)
            .Select(line => new OrderLineDto(line.ProductId, line.Quantity, line.Backordered))
            .ToList()
    );
}

/// <param name="Backordered">How many of the quantity were not in stock.</param>
internal sealed record OrderLineDto(string ProductId, int Quantity, int Backordered);

/// <param name="Next">Path of the next page; absent on the last.</param>
internal sealed record OrderPage(IReadOnlyList<OrderDto> Items, string? Next);
