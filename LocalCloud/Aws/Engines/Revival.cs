namespace LocalCloud.Aws.Engines;

/// <summary>
/// Starts a server again that has died, as RDS and ElastiCache do: after a wait that doubles with each death in a row, and not for ever.
/// </summary>
internal sealed partial class Revival(LocalEngines engines, string server)
{
    private const int Most = 6;

    // Who has lived for so long dies as the first of a row
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500),
        Calm = TimeSpan.FromSeconds(10);

    private int _inARow;
    private bool _isOver;

    /// <param name="start">Returns null, or why it does not run.</param>
    public void Watch(EngineProcess process, Func<Task<string?>> start)
    {
        _isOver = false;
        _ = WatchAsync(process, start);
    }

    /// <summary>It is to stay dead.</summary>
    public void Stop() => _isOver = true;

    private async Task WatchAsync(EngineProcess process, Func<Task<string?>> start)
    {
        var began = TimeProvider.System.GetTimestamp();
        await process.Exited.ConfigureAwait(false);
        if (_isOver || process.IsStopping)
            return;
        _inARow = TimeProvider.System.GetElapsedTime(began) >= Calm ? 1 : _inARow + 1;
        if (_inARow > Most)
        {
            GivenUp(engines.Log, server, Most);
            return;
        }
        var wait = First * (1 << (_inARow - 1));
        Again(engines.Log, server, wait.TotalSeconds);
        await Task.Delay(wait, TimeProvider.System).ConfigureAwait(false);
        try
        {
            if (!_isOver && await start().ConfigureAwait(false) is { } error)
                Failed(engines.Log, server, error);
        }
        catch (OperationCanceledException)
        {
            // The emulator ends
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} died; it is started again in {Seconds} s")]
    private static partial void Again(ILogger log, string server, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Server} died after it was started again {Times} times in a row; it is left dead")]
    private static partial void GivenUp(ILogger log, string server, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Server} could not be started again: {Error}")]
    private static partial void Failed(ILogger log, string server, string error);
}
