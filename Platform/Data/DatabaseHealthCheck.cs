using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Platform.Data;

internal sealed class DatabaseHealthCheck(NpgsqlDataSource database) : IHealthCheck
{
    /// <summary>
    /// Returns when the database answers and takes changes: after a failover, what was the primary may still answer, and take none.
    /// </summary>
    public static async Task AskAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT current_setting('transaction_read_only') = 'off'");
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new NpgsqlException("The database takes no changes", new IOException("transaction_read_only is on"));
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await AskAsync(database, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
