using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Data;
using Platform.Data.Entities;
using Platform.Events;
using Platform.Queue;
using ServiceDefaults;

namespace Platform.Outbox;

/// <summary>Sends what is due and deletes what was sent. Several instances side by side take different rows.</summary>
internal sealed partial class OutboxDispatcher(
    NpgsqlDataSource database,
    IServiceScopeFactory scopes,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger
)
{
    private const int BatchSize = 100;

    /// <summary>Sends until nothing is due.</summary>
    public async Task DispatchAllAsync(CancellationToken cancellationToken)
    {
        // The dispatcher's own queries belong to no request's trace; the sends, below, do.
        using var quiet = Quiet.Begin();
        while (await IsAnyDueAsync(cancellationToken) && await DispatchBatchAsync(cancellationToken) == BatchSize) { }
    }

    /// <summary>Asks without EF, so that an idle instance never builds its model and looks again at no cost.</summary>
    private async Task<bool> IsAnyDueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM outbox_messages WHERE next_attempt_at <= $1)");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<int> DispatchBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();

        return await db.InTransactionAsync(
            async token =>
            {
                var now = time.GetUtcNow();

                // A row stays locked, so nobody else's, until it is deleted: a crash in between sends it again, and never loses it.
                var messages = await db
                    .Outbox.FromSql(
                        $"""
                        SELECT * FROM outbox_messages WHERE next_attempt_at <= {now}
                        ORDER BY next_attempt_at, id LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
                        """
                    )
                    .ToListAsync(token);
                if (messages.Count > 0)
                {
                    await SendAsync(scope.ServiceProvider, messages, token);

                    // Also when the process has to stop meanwhile: else what was sent would be sent again.
                    await db.SaveChangesAsync(CancellationToken.None);
                }

                return messages.Count;
            },
            cancellationToken
        );
    }

    private async Task SendAsync(IServiceProvider services, List<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        using var traced = Quiet.Lift();

        // Here, not at start: what makes the AWS SDK's clients is compiled when there is something to send.
        var db = services.GetRequiredService<AppDbContext>();
        var events = services.GetRequiredService<EventPublisher>();
        var jobs = services.GetRequiredService<IJobQueue>();
        var byKind = messages.ToLookup(message => message.Kind);
        OutboxMessage[] ordered = [.. byKind[OutboxKind.Event], .. byKind[OutboxKind.Job]];
        var eventErrors = await events.PublishAsync([.. byKind[OutboxKind.Event]], cancellationToken);
        var jobErrors = await jobs.SendAsync([.. byKind[OutboxKind.Job].Select(OutgoingJob.From)], cancellationToken);
        foreach (var (message, error) in ordered.Zip(eventErrors.Concat(jobErrors)))
        {
            using var trace = MessageTrace.Enter(message.TraceParent);
            using var ids = MessageIds.Begin(message, logger);
            if (error is null)
            {
                db.Outbox.Remove(message);
                LogSent(message.Kind, message.Type, message.Id);
            }
            else
            {
                Postpone(message, error);
            }
        }
    }

    private void Postpone(OutboxMessage message, string error)
    {
        message.Attempts++;
        message.LastError = error;
        var wait = options.Value.FirstRetry * Math.Pow(2, Math.Min(message.Attempts - 1, 30));
        message.NextAttemptAt = time.GetUtcNow() + (wait < options.Value.LongestRetry ? wait : options.Value.LongestRetry);
        LogNotSent(message.Kind, message.Type, message.Id, message.Attempts, error);
    }

    [LoggerMessage(LogLevel.Information, "{Kind} {Type} {MessageId} is sent")]
    private partial void LogSent(OutboxKind kind, string type, Guid messageId);

    [LoggerMessage(LogLevel.Warning, "{Kind} {Type} {MessageId} could not be sent (attempt {Attempt}) and stays in the outbox: {Error}")]
    private partial void LogNotSent(OutboxKind kind, string type, Guid messageId, int attempt, string error);
}
