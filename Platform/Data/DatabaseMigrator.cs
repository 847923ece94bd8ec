using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ServiceDefaults;

namespace Platform.Data;

/// <summary>
/// Applies missing migrations before the host starts to serve. Several starters at once: one migrates, the others wait for its
/// advisory lock and find nothing to do. EF's own lock is on the history table, which two starters on an empty database would
/// both try to create.
/// </summary>
internal sealed partial class DatabaseMigrator(
    IServiceScopeFactory scopes,
    NpgsqlDataSource dataSource,
    IOptions<DataOptions> options,
    TimeProvider time,
    ILogger<DatabaseMigrator> logger
) : IHostedService
{
    // Any number that nothing else in this database takes.
    private const long LockKey = 0x5345_5256_4552_4C53;
    private const int ConnectAttempts = 10;
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.MigrateAtStart ? MigrateAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Applies what is missing, or finds within one query that nothing is.</summary>
    /// <param name="connectAttempts">One a second.</param>
    public async Task MigrateAsync(CancellationToken cancellationToken, int connectAttempts = ConnectAttempts)
    {
        var started = time.GetTimestamp();
        await MigrateIfNeededAsync(connectAttempts, cancellationToken);
        LogUpToDate(time.GetElapsedTime(started).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateIfNeededAsync(int connectAttempts, CancellationToken cancellationToken)
    {
        using var quiet = Quiet.Begin();
        await using var connection = await OpenAsync(connectAttempts, cancellationToken);
        if (!await IsUpToDateAsync(connection, cancellationToken))
        {
            using var traced = Quiet.Lift();
            using var span = Telemetry.Jobs.StartActivity("migrate database");
            await MigrateAsync(connection, cancellationToken);
        }
    }

    /// <param name="connection">Holds the lock, which belongs to a session: EF opens and closes its own connection as it likes.</param>
    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", cancellationToken);
        try
        {
            if (!await IsUpToDateAsync(connection, cancellationToken))
            {
                await using var scope = scopes.CreateAsyncScope();
                var database = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database;

                // MigrateAsync finds out that there is none by an error, which a first start would show its user.
                await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
                await database.MigrateAsync(cancellationToken);
            }
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    /// <summary>Asks without EF, whose model takes longer to build than everything else at start.</summary>
    private static async Task<bool> IsUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("""SELECT to_regclass('"__EFMigrationsHistory"') IS NOT NULL""", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        var applied = new HashSet<string>();
        await using var command = new NpgsqlCommand("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0));
        }

        return typeof(AppDbContext)
            .Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .All(applied.Contains);
    }

    private async Task<NpgsqlConnection> OpenAsync(int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (exception.IsTransient && attempt < attempts)
            {
                LogNotThere(exception.Message, attempt, attempts);
                await Task.Delay(ConnectRetry, time, cancellationToken);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Database is up to date after {Milliseconds:0} ms")]
    private partial void LogUpToDate(double milliseconds);

    [LoggerMessage(LogLevel.Warning, "The database cannot be reached (attempt {Attempt} of {Attempts}): {Reason}")]
    private partial void LogNotThere(string reason, int attempt, int attempts);
}
