using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb;

/// <summary>
/// Time to live: one timer, set to the earliest expiry of all tables, deletes what is due. AWS may take days; here an item goes when its
/// second comes. Until then, and while the deletion is under way, it is read like any other.
/// </summary>
internal sealed partial class ExpiryTimer(DynamoDbState state) : IDisposable
{
    // Timers take at most 49 days; a later expiry is looked at again then.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    private ITimer? _timer;
    private long? _set;
    private bool _stopped;

    private long Now => state.Time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Called under the state's gate after a change of the table's expirations.</summary>
    public void Schedule(Table table)
    {
        if (table.Expirations?.Next(Now) is { } next && (_set is null || next < _set))
            Set(next);
    }

    public void ScheduleAll()
    {
        _set = null;
        foreach (var table in state.Tables)
            Schedule(table);
    }

    public void Dispose()
    {
        _stopped = true;
        _timer?.Dispose();
    }

    private void Set(long second)
    {
        if (_stopped)
            return;
        _set = second;
        var wait = DateTimeOffset.FromUnixTimeSeconds(Math.Min(second, Now + (long)Longest.TotalSeconds)) - state.Time.GetUtcNow();
        // Never at once: the caller holds the gate, and its rows must reach the store before the deletion's.
        wait = wait < AtOnce ? AtOnce : wait;
        _timer ??= state.Time.CreateTimer(
            static self => _ = ((ExpiryTimer)self!).ExpireAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task ExpireAsync()
    {
        try
        {
            await state
                .Service.Host.ChangeAsync<DynamoDbState, Nothing>(state, static (state, changes) =>
                {
                    state.Timer.Expire(changes);
                    return Nothing.Instance;
                })
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failed(state.Service.Host.Loggers.CreateLogger<ExpiryTimer>(), e);
        }
    }

    private void Expire(Changes changes)
    {
        foreach (var table in state.Tables)
        {
            foreach (var item in table.Expirations?.Due(Now) ?? [])
                state.Write(changes, table, item, null, expired: true);
        }
        ScheduleAll();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Expired items could not be deleted")]
    private static partial void Failed(ILogger log, Exception e);
}
