namespace LocalCloud.Aws.CloudWatch.Metrics;

/// <summary>The values of one period of time, merged.</summary>
internal sealed class Bucket
{
    // Beyond this many, values that are near each other count as one: percentiles need no more, and memory has an end.
    private const int MostValues = 256;

    private Dictionary<double, double>? _values = [];
    private int _digits = 15;

    public double Count { get; private set; }

    public double Sum { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public void Add(double value, double count)
    {
        Merge(count, value * count, value, value);
        Note(value, count);
    }

    /// <summary>How the values lie between the ends of a set is not known, and with it no percentile.</summary>
    public void Add(StatisticSet set)
    {
        Merge(set.SampleCount!.Value, set.Sum!.Value, set.Minimum!.Value, set.Maximum!.Value);
        if (set.Minimum == set.Maximum)
            Note(set.Minimum!.Value, set.SampleCount!.Value);
        else
            _values = null;
    }

    public void Add(Bucket other)
    {
        Merge(other.Count, other.Sum, other.Minimum, other.Maximum);
        if (other._values is null)
            _values = null;
        else
            foreach (var (value, count) in other._values)
                Note(value, count);
    }

    /// <summary>The least value that so many in a hundred do not exceed; null when it cannot be told.</summary>
    public double? Percentile(double percent)
    {
        if (_values is null || Count <= 0)
            return null;
        double seen = 0,
            wanted = percent / 100 * Count;
        foreach (var (value, count) in _values.OrderBy(v => v.Key))
            if ((seen += count) >= wanted)
                return Math.Clamp(value, Minimum, Maximum);
        return Maximum;
    }

    public BucketRow Row => new(Count, Sum, Minimum, Maximum, _values?.Keys.ToArray(), _values?.Values.ToArray());

    public static Bucket Of(BucketRow row)
    {
        var bucket = new Bucket();
        bucket.Merge(row.Count, row.Sum, row.Minimum, row.Maximum);
        if (row.Values is { } values)
            for (var i = 0; i < values.Length; i++)
                bucket.Note(values[i], row.Counts![i]);
        else
            bucket._values = null;
        return bucket;
    }

    private void Merge(double count, double sum, double minimum, double maximum)
    {
        Count += count;
        Sum += sum;
        Minimum = Math.Min(Minimum, minimum);
        Maximum = Math.Max(Maximum, maximum);
    }

    private void Note(double value, double count)
    {
        if (_values is null)
            return;
        var rounded = Rounded(value);
        _values[rounded] = _values.GetValueOrDefault(rounded) + count;
        while (_values.Count > MostValues && _digits > 2)
        {
            _digits = _digits > 4 ? 4 : _digits - 1;
            _values = _values.GroupBy(v => Rounded(v.Key)).ToDictionary(g => g.Key, g => g.Sum(v => v.Value));
        }
    }

    private double Rounded(double value)
    {
        if (_digits >= 15 || value == 0 || !double.IsFinite(value))
            return value;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) + 1 - _digits);
        return scale == 0 ? value : Math.Round(value / scale) * scale;
    }
}

/// <summary>Values is null when only a statistic set was given.</summary>
internal sealed record BucketRow(double Count, double Sum, double Minimum, double Maximum, double[]? Values, double[]? Counts);
