namespace LocalCloud.Aws.Clock;

/// <summary>
/// A clock that runs with the real one or stands still, and that can be moved ahead: every timer that is due on the way fires, in order,
/// at its own time. It never goes back, for what is stored has times in it.
/// </summary>
internal sealed class MovableClock : TimeProvider
{
    /// <summary>As far as one move goes: a hundred years.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(36_525);

    private readonly Lock _gate = new();
    private readonly Lock _moving = new();
    private readonly SortedSet<MovableTimer> _timers = new(MovableTimer.ByDueTime);
    private readonly TimeProvider _real;
    private readonly ClockFile? _file;
    private DateTimeOffset? _still;
    private TimeSpan _offset;
    private DateTimeOffset _latest;
    private ITimer? _alarm;
    private DateTimeOffset? _alarmAt;
    private long _order;

    /// <param name="real">What it follows while it runs.</param>
    /// <param name="held">Whether it begins by standing still.</param>
    /// <param name="file">Where it is kept; null: it begins at the real time.</param>
    public MovableClock(TimeProvider real, bool held, ClockFile? file = null)
    {
        (_real, _file) = (real, file);
        var now = real.GetUtcNow();
        var (wasHeld, time) = file?.Read(now) ?? (held, now);
        IsHeld = held || wasHeld;
        (_still, _offset) = IsHeld ? ((DateTimeOffset?)time, TimeSpan.Zero) : (null, time - now);
    }

    public bool IsHeld { get; private set; }

    /// <summary>How far it is from the real clock; negative: behind it.</summary>
    public TimeSpan Offset => GetUtcNow() - _real.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => _real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return Now();
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stands still until it is moved.</summary>
    public void Hold()
    {
        lock (_moving)
            lock (_gate)
            {
                _file?.Write(isHeld: true, Now(), _real.GetUtcNow());
                (_still, IsHeld) = (Now(), true);
                SetAlarm();
            }
    }

    /// <summary>Runs with the real clock from where it is.</summary>
    public void Follow()
    {
        lock (_moving)
            lock (_gate)
            {
                _file?.Write(isHeld: false, Now(), _real.GetUtcNow());
                IsHeld = false;
                Run(Now());
            }
    }

    /// <param name="by">Up to <see cref="Farthest"/>, not below zero.</param>
    public void Advance(TimeSpan by) => TryMoveTo(GetUtcNow() + by);

    /// <returns>False when it is past that time.</returns>
    public bool TryMoveTo(DateTimeOffset time)
    {
        // Timers may ask for the time and set others, but two moves at once would tear each other's order.
        lock (_moving)
        {
            lock (_gate)
            {
                if (time < Now())
                    return false;
                _file?.Write(IsHeld, time, _real.GetUtcNow());
                _still ??= Now();
            }
            while (NextUntil(time) is { } due)
                due.Fire();
            return true;
        }
    }

    internal void Set(MovableTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Enqueue(timer, Now() + dueTime);
            SetAlarm();
        }
    }

    internal void Forget(MovableTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            SetAlarm();
        }
    }

    // The next timer until then, at whose time the clock stands; none is left: the clock stands, or goes on, at the time itself.
    private MovableTimer? NextUntil(DateTimeOffset time)
    {
        lock (_gate)
        {
            if (Take(time) is { } first)
            {
                _still = first.WasDue > Now() ? first.WasDue : Now();
                return first;
            }
            if (IsHeld)
                _still = time;
            else
                Run(time);
            return null;
        }
    }

    private MovableTimer? Take(DateTimeOffset until)
    {
        if (_timers.Min is not { } first || first.Due > until)
            return null;
        _timers.Remove(first);
        first.WasDue = first.Due;
        if (first.Period > TimeSpan.Zero)
            Enqueue(first, first.Due + first.Period);
        return first;
    }

    private void Enqueue(MovableTimer timer, DateTimeOffset due)
    {
        (timer.Due, timer.Order) = (due, ++_order);
        _timers.Add(timer);
    }

    private void Run(DateTimeOffset from)
    {
        (_offset, _still) = (from - _real.GetUtcNow(), null);
        SetAlarm();
    }

    // The real clock may be set back; this one waits until it is there again.
    private DateTimeOffset Now()
    {
        if (_still is { } still)
            return still;
        var now = _real.GetUtcNow() + _offset;
        return now > _latest ? _latest = now : _latest;
    }

    // One timer of the real clock stands for all of this one's. It is not set again for what comes later.
    private void SetAlarm()
    {
        var next = _still is null ? _timers.Min?.Due : null;
        if (next == _alarmAt)
            return;
        _alarmAt = next;
        _alarm ??= _real.CreateTimer(_ => Alarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _alarm.Change(next is { } due ? Until(due) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Rounded up, or it would come too early by less than a millisecond and find nothing. What is further away than a timer reaches is
    // asked for again.
    private TimeSpan Until(DateTimeOffset due) =>
        TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling((due - Now()).TotalMilliseconds), 0, 1 << 30));

    // As timers of the system: each on a thread of its own, so that none waits for another's work.
    private void Alarm()
    {
        lock (_gate)
        {
            _alarmAt = null;
            if (_still is not null)
                return;
            for (var now = Now(); Take(now) is { } due; )
                ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), due, preferLocal: false);
            SetAlarm();
        }
    }
}
