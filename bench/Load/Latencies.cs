using System.Diagnostics;

namespace Serverless.Bench.Load;

/// <summary>How long things took.</summary>
internal sealed class Latencies
{
    private readonly List<long> _ticks = [];
    private bool _sorted;

    public void Add(long from, long to)
    {
        _ticks.Add(to - from);
        _sorted = false;
    }

    public TimeSpan At(double quantile)
    {
        if (!_sorted)
            _ticks.Sort();
        _sorted = true;
        return _ticks.Count == 0
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds((double)_ticks[(int)(quantile * (_ticks.Count - 1))] / Stopwatch.Frequency);
    }

    public static Latencies Merge(IEnumerable<Latencies> all)
    {
        var merged = new Latencies();
        foreach (var one in all)
            merged._ticks.AddRange(one._ticks);
        return merged;
    }
}
