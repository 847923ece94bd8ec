namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>A limit of time that stands still while the function waits for what is this machine's matter; so does what has
/// elapsed.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private TimeSpan _spent;
    private long _since;
    private int _holds;

    public Deadline(TimeProvider time, TimeSpan limit, Action passed)
    {
        (_time, _limit, _since) = (time, limit, time.GetTimestamp());
        _timer = time.CreateTimer(_ => passed(), null, limit, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _holds > 0 ? _spent : _spent + _time.GetElapsedTime(_since);
        }
    }

    public void Hold()
    {
        lock (_gate)
        {
            if (_holds++ > 0)
                return;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _spent += _time.GetElapsedTime(_since);
        }
    }

    public void Go()
    {
        lock (_gate)
        {
            if (--_holds > 0)
                return;
            _since = _time.GetTimestamp();
            var left = _limit - _spent;
            _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
