namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// Closed intervals, asked which of them hold a value: a binary tree over the intervals sorted by their start, where each node
/// knows the greatest end below it, so that branches that end before the value are not entered.
/// </summary>
internal sealed class IntervalIndex<T>
    where T : struct, IComparable<T>
{
    private readonly List<(T From, T To, int Candidate)> _added = [];
    private (T From, T To, int Candidate)[]? _sorted;
    private T[] _greatestEnd = [];

    public int Count => _added.Count;

    public void Add(T from, T to, int candidate)
    {
        _added.Add((from, to, candidate));
        _sorted = null;
    }

    /// <summary>About how many of the intervals overlap the given one, judged by a sample.</summary>
    public int Overlapping(T from, T to)
    {
        var step = Math.Max(1, _added.Count / 64);
        var overlapping = 0;
        for (var i = 0; i < _added.Count; i += step)
            if (_added[i].From.CompareTo(to) <= 0 && _added[i].To.CompareTo(from) >= 0)
                overlapping++;
        return overlapping * step;
    }

    public void Find(T value, RuleIndex rules)
    {
        if (_added.Count == 0)
            return;
        if (_sorted is null)
            Build();
        Find(0, _sorted!.Length, value, rules);
    }

    private void Build()
    {
        _sorted = [.. _added.OrderBy(i => i.From)];
        _greatestEnd = new T[_sorted.Length];
        GreatestEnd(0, _sorted.Length);
    }

    private T GreatestEnd(int from, int to)
    {
        var middle = (from + to) / 2;
        var greatest = _sorted![middle].To;
        if (from < middle && GreatestEnd(from, middle) is var left && left.CompareTo(greatest) > 0)
            greatest = left;
        if (middle + 1 < to && GreatestEnd(middle + 1, to) is var right && right.CompareTo(greatest) > 0)
            greatest = right;
        return _greatestEnd[middle] = greatest;
    }

    private void Find(int from, int to, T value, RuleIndex rules)
    {
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_greatestEnd[middle].CompareTo(value) < 0)
                return;
            Find(from, middle, value, rules);
            ref var interval = ref _sorted![middle];
            if (interval.From.CompareTo(value) > 0)
                return;
            if (interval.To.CompareTo(value) >= 0)
                rules.Verify(interval.Candidate);
            from = middle + 1;
        }
    }
}
