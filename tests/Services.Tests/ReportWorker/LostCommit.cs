using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Services.Tests.ReportWorker;

/// <summary>Once set, the next commit fails as it does when the connection breaks: for a reason that passes.</summary>
internal sealed class LostCommit : DbTransactionInterceptor
{
    private int _due;

    public void Next() => _due = 1;

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) =>
        Interlocked.Exchange(ref _due, 0) == 1
            ? throw new NpgsqlException("Exception while writing to stream", new IOException("Broken pipe"))
            : ValueTask.FromResult(result);
}
