using Npgsql;

/// <summary>The orders in PostgreSQL.</summary>
sealed class OrderStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>One process at a time: two that create the same table at once would get in each other's way.</summary>
    public async Task CreateTableAsync(CancellationToken cancellationToken = default)
    {
        await using var command = database.CreateCommand(
            """
            SELECT pg_advisory_xact_lock(20260101);
            CREATE TABLE IF NOT EXISTS orders (
                id uuid PRIMARY KEY, key text NOT NULL UNIQUE,
                product text NOT NULL, quantity int NOT NULL, placed_at timestamptz NOT NULL);
            """
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// The order that has this key: a new one, or the one that was there. The unique key decides, also between two at once.
    /// </summary>
    public async Task<(Order Order, bool IsNew)> AddAsync(string key, NewOrder order, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using var command = database.CreateCommand(
            """
            INSERT INTO orders (id, key, product, quantity, placed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (key) DO UPDATE SET key = excluded.key
            RETURNING id, product, quantity, placed_at
            """
        );
        foreach (object value in (object[])[id, key, order.Product, order.Quantity, time.GetUtcNow()])
        {
            command.Parameters.Add(new() { Value = value });
        }

        var stored = await ReadAsync(command, cancellationToken);
        return (stored!, stored!.Id == id);
    }

    public async Task<Order?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id, product, quantity, placed_at FROM orders WHERE id = $1");
        command.Parameters.Add(new() { Value = id });
        return await ReadAsync(command, cancellationToken);
    }

    static async Task<Order?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3))
            : null;
    }
}
