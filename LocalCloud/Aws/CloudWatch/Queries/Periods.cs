using LocalCloud.Aws.CloudWatch.Metrics;

namespace LocalCloud.Aws.CloudWatch.Queries;

/// <summary>The time that is asked for, in periods that begin with it.</summary>
internal readonly record struct Periods(long Start, long End, int Length)
{
    /// <summary>Time stamps are rounded down to the period, to a minute at most (docs: API_GetMetricStatistics, StartTime).</summary>
    public static Periods Of(DateTimeOffset start, DateTimeOffset end, int length)
    {
        var unit = Math.Min(length, 60);
        return new(start.ToUnixTimeSeconds() / unit * unit, (end.ToUnixTimeSeconds() + unit - 1) / unit * unit, length);
    }

    public static bool IsValid(int length) => length is 1 or 5 or 10 or 20 or 30 || length % 60 == 0;

    public long Count => (End - Start + Length - 1) / Length;

    /// <summary>Of each period in which there were values: when it began, and what they come to.</summary>
    public IEnumerable<(long Begin, Bucket Bucket)> Of(IEnumerable<Series> series)
    {
        var merged = new SortedDictionary<long, Bucket>();
        foreach (var one in series)
        foreach (var (second, bucket) in one.Between(Start, End))
        {
            var begin = Start + (second - Start) / Length * Length;
            if (!merged.TryGetValue(begin, out var sum))
                merged[begin] = sum = new();
            sum.Add(bucket);
        }
        return merged.Select(m => (m.Key, m.Value));
    }
}
