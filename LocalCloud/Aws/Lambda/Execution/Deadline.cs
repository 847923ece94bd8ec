namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>A limit of time that stands still while the function waits for what is this machine's matter.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _left;
    private long _since;
    private int _holds;

    public Deadline(TimeProvider time, TimeSpan limit, Action passed)
    {
        (_time, _left, _since) = (time, limit, time.GetTimestamp());
        _timer = time.CreateTimer(_ => passed(), null, limit, Timeout.InfiniteTimeSpan);
    }

    public void Hold()
    {
        lock (_gate)
        {
            if (_holds++ > 0)
                return;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _left -= _time.GetElapsedTime(_since);
        }
    }

    public void Go()
    {
        lock (_gate)
        {
            if (--_holds > 0)
                return;
            _since = _time.GetTimestamp();
            _timer.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
