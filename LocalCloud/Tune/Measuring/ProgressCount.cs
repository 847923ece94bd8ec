namespace LocalCloud.Tune.Measuring;

/// <summary>How far it has come. A small size may take many times as long as a large one: each is judged by its own time.</summary>
internal sealed class ProgressCount(int total, IReadOnlyDictionary<Variant, int> each, int parallel, Action<TuneProgress> show)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Variant, (int Count, TimeSpan Time)> _done = each.ToDictionary(e => e.Key, _ => (0, TimeSpan.Zero));
    private int _count;

    public void Done(Variant variant, TimeSpan took)
    {
        lock (_gate)
        {
            _count++;
            var (count, time) = _done[variant];
            _done[variant] = (count + 1, time + took);
            show(new(variant.Name, _count, total, Left()));
        }
    }

    private TimeSpan? Left()
    {
        var left = TimeSpan.Zero;
        foreach (var (variant, (count, time)) in _done)
        {
            if (count == 0)
                return null;
            left += time / count * Math.Max(0, each[variant] - count);
        }
        return left / parallel;
    }
}
