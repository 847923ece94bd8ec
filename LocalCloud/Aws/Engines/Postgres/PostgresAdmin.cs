using LocalCloud.Aws.Rds.Databases;
using Npgsql;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>Roles and databases of a running server, as RDS makes them.</summary>
internal sealed class PostgresAdmin(DatabaseServer database)
{
    /// <summary>
    /// The master user as on RDS: no superuser, but a member of rds_superuser who may make roles and databases (docs: Master user account
    /// privileges). Can be done again.
    /// </summary>
    public async Task SetUpAsync(string password, CancellationToken cancellation)
    {
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        foreach (var role in (string[])["rds_superuser", "rds_iam", "rds_replication", "rds_password"])
            if (!await ExistsAsync(connection, "pg_roles", "rolname", role, cancellation).ConfigureAwait(false))
                await DoAsync(connection, $"CREATE ROLE {Name(role)} NOLOGIN", cancellation).ConfigureAwait(false);
        // Not every version has each of PostgreSQL's own
        foreach (
            var role in (string[])
                [
                    "pg_monitor",
                    "pg_signal_backend",
                    "pg_checkpoint",
                    "pg_maintain",
                    "pg_use_reserved_connections",
                    "pg_create_subscription",
                    "rds_replication",
                    "rds_password",
                ]
        )
            if (await ExistsAsync(connection, "pg_roles", "rolname", role, cancellation).ConfigureAwait(false))
                await DoAsync(connection, $"GRANT {Name(role)} TO rds_superuser WITH ADMIN OPTION", cancellation).ConfigureAwait(false);
        var master = Name(database.MasterUsername);
        if (!await ExistsAsync(connection, "pg_roles", "rolname", database.MasterUsername, cancellation).ConfigureAwait(false))
            await DoAsync(connection, $"CREATE ROLE {master} LOGIN CREATEDB CREATEROLE", cancellation).ConfigureAwait(false);
        await DoAsync(connection, $"ALTER ROLE {master} PASSWORD {Text(password)}", cancellation).ConfigureAwait(false);
        await DoAsync(connection, $"GRANT rds_superuser TO {master} WITH ADMIN OPTION", cancellation).ConfigureAwait(false);
        await DoAsync(connection, $"ALTER DATABASE postgres OWNER TO {master}", cancellation).ConfigureAwait(false);
        if (
            database.DatabaseName is { Length: > 0 } name
            && !await ExistsAsync(connection, "pg_database", "datname", name, cancellation).ConfigureAwait(false)
        )
            await DoAsync(connection, $"CREATE DATABASE {Name(name)} OWNER {master}", cancellation).ConfigureAwait(false);
    }

    public async Task SetPasswordAsync(string password, CancellationToken cancellation)
    {
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await DoAsync(connection, $"ALTER ROLE {Name(database.MasterUsername)} PASSWORD {Text(password)}", cancellation)
            .ConfigureAwait(false);
    }

    private NpgsqlDataSource Source() =>
        new NpgsqlSlimDataSourceBuilder(
            new NpgsqlConnectionStringBuilder
            {
                Host = database.Address,
                Port = database.Port,
                Username = PostgresServer.Admin,
                Password = database.AdminPassword,
                Database = "postgres",
                Pooling = false,
                SslMode = SslMode.Disable,
                GssEncryptionMode = GssEncryptionMode.Disable,
            }.ConnectionString
        ).Build();

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection,
        string catalog,
        string column,
        string name,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand($"SELECT 1 FROM {catalog} WHERE {column} = {Text(name)}", connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not null;
    }

    // Statements that define something take no parameters
    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
