namespace LocalCloud.Aws.Clock;

/// <summary>One timer of a <see cref="MovableClock"/>, which owns when it is due.</summary>
internal sealed class MovableTimer(MovableClock clock, TimerCallback callback, object? state) : ITimer
{
    // Those of the same time in the order in which they were set
    public static readonly IComparer<MovableTimer> ByDueTime = Comparer<MovableTimer>.Create(
        (a, b) => a.Due.CompareTo(b.Due) is not 0 and var byTime ? byTime : a.Order.CompareTo(b.Order)
    );

    private volatile bool _disposed;

    public DateTimeOffset Due { get; set; }

    /// <summary>When it was due that fires now.</summary>
    public DateTimeOffset WasDue { get; set; }

    public long Order { get; set; }

    public TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        if (_disposed)
            return false;
        clock.Set(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
            callback(state);
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
