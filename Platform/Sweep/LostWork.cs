using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Outbox;
using Platform.Queue;
using ServiceDefaults;

namespace Platform.Sweep;

/// <summary>
/// Queues requests again to which nothing has happened for long: their job is a dead letter, or its last delivery was killed. A job that
/// lives after all does no harm: of two jobs for one request, one has an effect. Several instances side by side take different rows.
/// </summary>
internal sealed partial class LostWork(
    NpgsqlDataSource database,
    IServiceScopeFactory scopes,
    IOptions<SweepOptions> options,
    TimeProvider time,
    ILogger<LostWork> logger
)
{
    private const int BatchSize = 100;

    // Not what still waits in the outbox: there its job is.
    private const string Lost = """
        status IN ('QUEUED', 'PROCESSING') AND last_activity_at < {0} - {1} * power(2, sweeps)
        AND NOT EXISTS (SELECT FROM outbox_messages m WHERE m.kind = 'JOB' AND m.data LIKE '%' || r.id || '%')
        """;

    private static readonly string AnyLost = string.Format(
        null,
        $"SELECT EXISTS (SELECT FROM report_requests r WHERE {Lost}) OR EXISTS (SELECT FROM image_requests r WHERE {Lost})",
        "$1",
        "$2"
    );

    /// <returns>How many were queued again or given up.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (!await IsAnyLostAsync(cancellationToken))
        {
            return 0;
        }

        // The jobs that it queues go on in this trace.
        using var span = Telemetry.Jobs.StartActivity("sweep");
        return await SweepAsync<ReportRequest>("report_requests", (db, id) => db.Enqueue(new GenerateReport(id), time), cancellationToken)
            + await SweepAsync<ImageRequest>("image_requests", (db, id) => db.Enqueue(new ProcessImage(id), time), cancellationToken);
    }

    /// <summary>Asks without EF, so that an idle instance never builds its model.</summary>
    private async Task<bool> IsAnyLostAsync(CancellationToken cancellationToken)
    {
        using var quiet = Quiet.Begin();
        await using var command = database.CreateCommand(AnyLost);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.After });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<int> SweepAsync<TWork>(string table, Func<AppDbContext, Guid, Guid> enqueue, CancellationToken cancellationToken)
        where TWork : class, IBackgroundWork
    {
        var rows = $"SELECT * FROM {table} r WHERE {Lost} ORDER BY last_activity_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED";
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.InTransactionAsync(
            async token =>
            {
                var lost = await db.Set<TWork>().FromSqlRaw(rows, time.GetUtcNow(), options.Value.After).ToListAsync(token);
                foreach (var work in lost)
                {
                    Sweep(work, () => enqueue(db, work.Id));
                }

                await db.SaveChangesAsync(token);
                return lost.Count;
            },
            cancellationToken
        );
    }

    private void Sweep(IBackgroundWork work, Func<Guid> enqueue)
    {
        if (work.Sweeps >= options.Value.MaxSweeps)
        {
            work.Status = WorkStatus.Failed;
            work.Error = $"Its job was lost {work.Sweeps + 1} times; order it again.";
            LogGivenUp(work.GetType().Name, work.Id, work.Sweeps);
            return;
        }

        work.Sweeps++;
        work.Status = WorkStatus.Queued;
        work.LastActivityAt = time.GetStoredNow();
        LogQueued(work.GetType().Name, work.Id, work.Sweeps, enqueue());
    }

    [LoggerMessage(LogLevel.Warning, "Nothing has happened to {Kind} {Id} for long: queued again (time {Sweep}) as job {JobId}")]
    private partial void LogQueued(string kind, Guid id, int sweep, Guid jobId);

    [LoggerMessage(LogLevel.Error, "{Kind} {Id} has FAILED: nothing has come of it, though it was queued again {Sweeps} times")]
    private partial void LogGivenUp(string kind, Guid id, int sweeps);
}
