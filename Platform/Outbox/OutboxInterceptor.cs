using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Platform.Data;
using Platform.Data.Entities;

namespace Platform.Outbox;

/// <summary>Wakes the dispatcher once rows for it are committed, with or without an explicit transaction.</summary>
internal sealed class OutboxInterceptor(OutboxSignal signal) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (
            eventData.Context is AppDbContext db
            && db.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added)
        )
        {
            db.HasUncommittedOutbox = true;
        }

        return ValueTask.FromResult(result);
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is AppDbContext { Database.CurrentTransaction: null } db)
        {
            Committed(db);
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is AppDbContext db)
        {
            Committed(db);
        }

        return Task.CompletedTask;
    }

    private void Committed(AppDbContext db)
    {
        if (db.HasUncommittedOutbox)
        {
            db.HasUncommittedOutbox = false;
            signal.Set();
        }
    }
}
