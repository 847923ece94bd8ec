using Microsoft.EntityFrameworkCore;

namespace Platform.Data;

public static class Transactions
{
    /// <summary>
    /// Runs <paramref name="work"/> in one transaction (read committed) and commits. On a transient database error all of it
    /// runs again from the start, so it must do nothing outside of the database; the change tracker is emptied before each try.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this AppDbContext db,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellationToken = default
    ) =>
        db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async token =>
                {
                    db.ChangeTracker.Clear();
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    var result = await work(token);

                    // Never broken off: it would be unknown whether it has happened.
                    await transaction.CommitAsync(CancellationToken.None);
                    return result;
                },
                cancellationToken
            );
}
