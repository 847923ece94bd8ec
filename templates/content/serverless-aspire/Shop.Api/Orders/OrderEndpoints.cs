using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders");
        orders.MapPost("/", PlaceAsync);
        orders.MapGet("/{id:guid}", FindAsync);
        orders.MapGet("/{id:guid}/receipt", ReceiptAsync);
    }

    /// <summary>Whoever has no answer asks again with the same key: the order is placed once.</summary>
    static async Task<Results<Created<Order>, Ok<Order>, ProblemHttpResult>> PlaceAsync(
        NewOrder request,
        [FromHeader(Name = "Idempotency-Key"), StringLength(100)] string key,
        OrderStore store,
        OrderQueue queue,
        CancellationToken cancellationToken
    )
    {
        var (order, isNew) = await store.AddAsync(key, request, cancellationToken);
        if (order.Product != request.Product || order.Quantity != request.Quantity)
        {
            return TypedResults.Problem("This key belongs to another order.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        // For an old order, too: the process may have ended between row and job. The worker does a job once, however often it comes.
        await queue.SendAsync(order, cancellationToken);
        return isNew ? TypedResults.Created($"/orders/{order.Id}", order) : TypedResults.Ok(order);
    }

    static async Task<Results<Ok<Order>, NotFound>> FindAsync(Guid id, OrderCache orders, CancellationToken cancellationToken) =>
        await orders.FindAsync(id, cancellationToken) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound();

    /// <summary>404 until the order is fulfilled.</summary>
    static async Task<Results<Ok<Receipt>, NotFound>> ReceiptAsync(Guid id, ReceiptTable receipts, CancellationToken cancellationToken) =>
        await receipts.FindAsync(id, cancellationToken) is { } receipt ? TypedResults.Ok(receipt) : TypedResults.NotFound();
}
