namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>One timer for all streams of an account and region: it drops what is a day old.</summary>
internal sealed partial class TrimTimer(DynamoDbState state) : IDisposable
{
    // A stream in use has records for every moment; a second's worth goes together.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private bool _set,
        _stopped;

    /// <summary>
    /// Called under the state's gate when there may be something to trim some day. What comes later than what the timer waits for needs
    /// nothing.
    /// </summary>
    public void Schedule()
    {
        if (!_set && state.Streams.Next() is { } next)
            Set(next);
    }

    public void Dispose()
    {
        _stopped = true;
        _timer?.Dispose();
    }

    private void Set(DateTimeOffset time)
    {
        if (_stopped)
            return;
        _set = true;
        var wait = time - state.Time.GetUtcNow();
        _timer ??= state.Time.CreateTimer(
            static self => _ = ((TrimTimer)self!).TrimAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        // Never at once: the caller holds the gate.
        _timer.Change(wait < Pause ? Pause : wait, Timeout.InfiniteTimeSpan);
    }

    private async Task TrimAsync()
    {
        try
        {
            await state
                .Service.Host.ChangeAsync<DynamoDbState, Nothing>(state, static (state, changes) =>
                {
                    state.Trimming._set = false;
                    if (state.Streams.Trim(changes, state.Time.GetUtcNow()) is { } next)
                        state.Trimming.Set(next);
                    return Nothing.Instance;
                })
                .ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failed(state.Service.Host.Loggers.CreateLogger<TrimTimer>(), e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old stream records could not be deleted")]
    private static partial void Failed(ILogger log, Exception e);
}
