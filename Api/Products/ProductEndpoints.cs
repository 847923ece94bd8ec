using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Api.Products;

/// <param name="PriceAmount">In the currency's minor unit (cents).</param>
internal sealed record ProductDto(string Id, string Name, long PriceAmount, string Currency, int Inventory);

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder api) =>
        api.MapGet("/products", ListAsync).WithTags("Products").WithSummary("All products");

    private static async Task<Ok<IReadOnlyList<ProductDto>>> ListAsync(AppDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<ProductDto>>(
            await db
                .Products.OrderBy(product => product.Id)
                .Select(product => new ProductDto(product.Id, product.Name, product.PriceAmount, product.Currency, product.Inventory))
                .ToListAsync(cancellationToken)
        );
}
