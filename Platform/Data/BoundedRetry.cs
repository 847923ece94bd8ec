using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace Platform.Data;

/// <summary>
/// Npgsql's retries, none of which begins after the budget is used up: a server that refuses is tried some times, one that is silent
/// once, and who waits is told so in either case.
/// </summary>
internal sealed class BoundedRetry(ExecutionStrategyDependencies dependencies, TimeSpan budget)
    : NpgsqlRetryingExecutionStrategy(dependencies, MaxRetries, LongestWait, null)
{
    private const int MaxRetries = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private long _started;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        _started = Stopwatch.GetTimestamp();
    }

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Stopwatch.GetElapsedTime(_started) < budget ? base.GetNextDelay(lastException) : null;
}
