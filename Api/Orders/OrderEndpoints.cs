using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Data;
using ServiceDefaults;

namespace Api.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("/", ListAsync).WithSummary("Orders, newest first").ProducesValidationProblem();
        orders.MapGet("/{id:guid}", GetAsync).WithName("GetOrder").WithSummary("One order");
    }

    private static async Task<Ok<OrderPage>> ListAsync(
        AppDbContext db,
        [Range(1, 100), Description("Orders on a page")] int limit = 20,
        [Description("Only orders older than this one")] Guid? after = null,
        CancellationToken cancellationToken = default
    )
    {
        // By id, which is by time: a page stays where it is while new orders come in.
        var items = await db
            .Orders.Where(order => after == null || order.Id < after)
            .OrderByDescending(order => order.Id)
            .Take(limit + 1)
            .Select(OrderDto.From)
            .ToListAsync(cancellationToken);
        var next = items.Count > limit ? $"/api/orders?limit={limit}&after={items[limit - 1].Id}" : null;
        return TypedResults.Ok(new OrderPage([.. items.Take(limit)], next));
    }

    private static async Task<Results<Ok<OrderDto>, NotFound>> GetAsync(Guid id, AppDbContext db, CancellationToken cancellationToken)
    {
        WorkIds.Add(Telemetry.Attributes.OrderId, id);
        return await db.Orders.Where(order => order.Id == id).Select(OrderDto.From).FirstOrDefaultAsync(cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
    }
}
