using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

/// <summary>
/// Gives a message that is delivered more than once one effect: the mark "processed" commits with the effect, or neither does.
/// </summary>
public static class Once
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction unless this consumer has processed the message before; a second delivery
    /// at the same time waits for the first. Save changes in <paramref name="work"/>. What it does outside of the database
    /// happens at least once.
    /// </summary>
    /// <returns>False when the message had been processed before.</returns>
    public static Task<bool> OnceAsync(
        this AppDbContext db,
        string consumer,
        string messageId,
        TimeProvider time,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken = default
    ) =>
        db.InTransactionAsync(
            async token =>
            {
                var (now, key) = (time.GetUtcNow(), StoredText.Key(messageId));
                var first = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO processed_messages (consumer, message_id, processed_at)
                    VALUES ({consumer}, {key}, {now}) ON CONFLICT DO NOTHING
                    """,
                    token
                );
                if (first == 0)
                {
                    return false;
                }

                await work(token);
                return true;
            },
            cancellationToken
        );
}
