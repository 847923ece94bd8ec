namespace LocalCloud.Aws.CloudWatch.Metrics;

/// <summary>
/// The values of a metric in one unit, by the second at which their period begins (a whole minute, unless the resolution is high).
/// </summary>
internal sealed class Series(Metric metric, string unit, long id)
{
    /// <summary>docs: cloudwatch_concepts, metrics retention: data points of one minute are available for 15 days.</summary>
    public const long Retention = 15 * 24 * 3600;

    private readonly SortedList<long, Bucket> _buckets = [];

    public Metric Metric => metric;

    public string Unit => unit;

    /// <summary>Of the rows in the store.</summary>
    public long Id => id;

    public long? Last => _buckets.Count == 0 ? null : _buckets.GetKeyAtIndex(_buckets.Count - 1);

    /// <summary>The bucket of a period.</summary>
    public Bucket At(long second)
    {
        if (_buckets.Count > 0 && _buckets.GetKeyAtIndex(_buckets.Count - 1) == second)
            return _buckets.GetValueAtIndex(_buckets.Count - 1);
        if (!_buckets.TryGetValue(second, out var bucket))
            _buckets.Add(second, bucket = new());
        return bucket;
    }

    /// <summary>In place of what there is: a state that is looked at, not events that add up.</summary>
    public void Set(long second, double value)
    {
        _buckets.Remove(second);
        At(second).Add(value, 1);
    }

    public void Restore(long second, Bucket bucket) => _buckets[second] = bucket;

    /// <summary>Forgets what is older than the retention; says which.</summary>
    public List<long> Prune(long now)
    {
        var gone = new List<long>();
        while (_buckets.Count > 0 && _buckets.GetKeyAtIndex(0) < now - Retention)
        {
            gone.Add(_buckets.GetKeyAtIndex(0));
            _buckets.RemoveAt(0);
        }
        return gone;
    }

    public IEnumerable<(long Second, Bucket Bucket)> Between(long start, long end)
    {
        for (var i = FirstFrom(start); i < _buckets.Count && _buckets.GetKeyAtIndex(i) < end; i++)
            yield return (_buckets.GetKeyAtIndex(i), _buckets.GetValueAtIndex(i));
    }

    private int FirstFrom(long start)
    {
        int low = 0,
            high = _buckets.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_buckets.GetKeyAtIndex(middle) < start)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
