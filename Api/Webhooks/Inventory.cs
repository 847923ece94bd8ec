using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Data.Entities;

namespace Api.Webhooks;

internal static class Inventory
{
    /// <summary>
    /// Takes what is in stock, at most what is wanted, of each product that exists, in one statement. Rows are locked in the
    /// order of their ids, so two orders of the same products cannot wait for each other in a circle.
    /// </summary>
    /// <returns>A line per product that exists.</returns>
    public static async Task<List<OrderLine>> TakeAsync(
        AppDbContext db,
        Guid orderId,
        IReadOnlyDictionary<string, int> wanted,
        CancellationToken cancellationToken
    )
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        var (ids, quantities) = (wanted.Keys.ToArray(), wanted.Values.ToArray());
        var taken = await db
            .Database.SqlQuery<Taken>(
                $"""
                WITH wanted AS (
                    SELECT * FROM unnest({ids}, {quantities}) AS w(id, quantity)
                ), stock AS (
                    SELECT p.id, LEAST(p.inventory, w.quantity) AS available
                    FROM products p JOIN wanted w ON w.id = p.id
                    ORDER BY p.id FOR UPDATE OF p
                )
                UPDATE products p SET inventory = p.inventory - s.available
                FROM stock s WHERE s.id = p.id
                RETURNING p.id AS "ProductId", s.available AS "Quantity"
                """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. taken.Select(t => new OrderLine
            {
                OrderId = orderId,
                ProductId = t.ProductId,
                Quantity = wanted[t.ProductId],
                Backordered = wanted[t.ProductId] - t.Quantity,
            }),
        ];
    }

    /// <summary>Puts back what <see cref="TakeAsync"/> took for these lines, with the same order of locks.</summary>
    public static Task ReturnAsync(AppDbContext db, IReadOnlyCollection<OrderLine> lines, CancellationToken cancellationToken)
    {
        var taken = lines.Where(line => line.Quantity > line.Backordered).ToArray();
        var ids = taken.Select(line => line.ProductId).ToArray();
        var quantities = taken.Select(line => line.Quantity - line.Backordered).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            WITH returned AS (
                SELECT p.id, r.quantity
                FROM products p JOIN unnest({ids}, {quantities}) AS r(id, quantity) ON r.id = p.id
                ORDER BY p.id FOR UPDATE OF p
            )
            UPDATE products p SET inventory = p.inventory + r.quantity FROM returned r WHERE r.id = p.id
            """,
            cancellationToken
        );
    }

    private sealed record Taken(string ProductId, int Quantity);
}
