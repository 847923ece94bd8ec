using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.Data;

/// <summary>
/// Applies missing migrations before the host starts to serve. Several starters at once: one migrates, the others wait for its
/// advisory lock and find nothing to do. EF's own lock is on the history table, which two starters on an empty database would
/// both try to create.
/// </summary>
internal sealed partial class DatabaseMigrator(
    IServiceScopeFactory scopes, NpgsqlDataSource dataSource, IOptions<DataOptions> options, TimeProvider time, ILogger<DatabaseMigrator> logger) : IHostedService
{
    // Any number that nothing else in this database takes.
    private const long LockKey = 0x5345_5256_4552_4C53;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.MigrateAtStart)
        {
            return;
        }

        var started = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();

        // On its own connection: the lock belongs to a session, and EF opens and closes its connection as it likes.
        await using var connection = await OpenAsync(db, cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", cancellationToken);
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }

        LogMigrated(time.GetElapsedTime(started).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<NpgsqlConnection> OpenAsync(AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async token => await dataSource.OpenConnectionAsync(token), cancellationToken);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Database is up to date after {Milliseconds:0} ms")]
    private partial void LogMigrated(double milliseconds);
}
