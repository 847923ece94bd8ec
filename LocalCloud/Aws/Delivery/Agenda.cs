namespace LocalCloud.Aws.Deliveries;

/// <summary>What is to happen when: one timer, at the earliest of all times, however many things there are.</summary>
internal sealed class Agenda<T>
    where T : notnull
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40); // a timer holds 49 days at most

    // Of two with the same time the one that was set first comes first
    private static readonly Comparer<Entry> ByTime = Comparer<Entry>.Create(
        (x, y) => x.Due.CompareTo(y.Due) is var time and not 0 ? time : x.Number.CompareTo(y.Number)
    );

    private readonly Lock _gate = new();
    private readonly SortedSet<Entry> _order = new(ByTime);
    private readonly Dictionary<T, Entry> _byWhat = [];
    private TimeProvider _time = TimeProvider.System;
    private Action<List<T>> _due = _ => { };
    private ITimer? _timer;
    private long _number;

    public int Count
    {
        get
        {
            lock (_gate)
                return _order.Count;
        }
    }

    public void Start(TimeProvider time, Action<List<T>> due, CancellationToken stopping)
    {
        lock (_gate)
        {
            (_time, _due) = (time, due);
            _timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Wind();
        }
        stopping.Register(_timer.Dispose);
    }

    /// <summary>Each has one time; a new one replaces it, none takes it away.</summary>
    public void Set(T what, DateTimeOffset? due)
    {
        lock (_gate)
        {
            if (_byWhat.Remove(what, out var old))
                _order.Remove(old);
            if (due is { } time)
            {
                var entry = new Entry(time, ++_number, what);
                _byWhat[what] = entry;
                _order.Add(entry);
            }
            Wind();
        }
    }

    private void Ring()
    {
        var due = new List<T>();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            while (_order.Count > 0 && _order.Min is var first && first.Due <= now)
            {
                _order.Remove(first);
                _byWhat.Remove(first.What);
                due.Add(first.What);
            }
            Wind();
        }
        if (due.Count > 0)
            _due(due);
    }

    private void Wind()
    {
        var wait = _order.Count == 0 ? Timeout.InfiniteTimeSpan : _order.Min.Due - _time.GetUtcNow();
        if (_order.Count > 0)
            wait =
                wait < TimeSpan.Zero ? TimeSpan.Zero
                : wait > LongestTimer ? LongestTimer
                : wait;
        _timer?.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private readonly record struct Entry(DateTimeOffset Due, long Number, T What);
}
