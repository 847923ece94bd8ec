namespace LocalCloud.Aws.Metering;

/// <summary>
/// The calls of one key, minute by minute. When there are too many minutes, neighbours are put together: what is long ago is known less
/// exactly.
/// </summary>
internal sealed class Counter
{
    private const int MostSlices = 240;

    /// <summary>Of a service's codes few ever occur; what is made up in great number is put together.</summary>
    private const int MostCodes = 16;

    private readonly Lock _gate = new();
    private readonly List<Slice> _slices = [];

    public void Add(DateTimeOffset now, string? error, Units units)
    {
        lock (_gate)
        {
            var slice = Current(now);
            slice.Tally.Count++;
            if (error is not null)
                slice.Tally.Fail(error, 1, MostCodes);
            slice.Tally.Add(units);
        }
    }

    /// <summary>Of a call that was counted: its bytes are known when its answer has gone out.</summary>
    public void AddBytes(DateTimeOffset now, long request, long response)
    {
        lock (_gate)
        {
            var tally = Current(now).Tally;
            tally.RequestBytes += request;
            tally.ResponseBytes += response;
        }
    }

    /// <summary>
    /// All that was counted at or after a time, or a little more when the time lies within a slice; null when there is nothing.
    /// </summary>
    public Tally? Since(DateTimeOffset since)
    {
        lock (_gate)
        {
            Tally? sum = null;
            foreach (var slice in _slices)
                if (slice.End > since)
                    (sum ??= new()).Add(slice.Tally);
            return sum;
        }
    }

    private Slice Current(DateTimeOffset now)
    {
        if (_slices.Count > 0 && now < _slices[^1].End)
            return _slices[^1];
        if (_slices.Count == MostSlices)
            Thin();
        var slice = new Slice(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1));
        _slices.Add(slice);
        return slice;
    }

    private void Thin()
    {
        for (var i = 0; i < MostSlices / 2; i++)
        {
            var (earlier, later) = (_slices[2 * i], _slices[2 * i + 1]);
            later.Tally.Add(earlier.Tally);
            _slices[i] = later;
        }
        _slices.RemoveRange(MostSlices / 2, MostSlices - MostSlices / 2);
    }

    private sealed record Slice(DateTimeOffset End)
    {
        public Tally Tally { get; } = new();
    }
}

/// <summary>Sums of calls.</summary>
internal sealed class Tally
{
    private const string Others = "others";

    private string? _name,
        _secondName;
    private double _units,
        _secondUnits;
    private Dictionary<string, long>? _errors;

    public long Count { get; set; }

    public long Failed { get; private set; }

    public long RequestBytes { get; set; }

    public long ResponseBytes { get; set; }

    /// <summary>By AWS's code.</summary>
    public IReadOnlyDictionary<string, long>? Errors => _errors;

    public IEnumerable<KeyValuePair<string, double>> Units()
    {
        if (_name is not null)
            yield return new(_name, _units);
        if (_secondName is not null)
            yield return new(_secondName, _secondUnits);
    }

    public void Add(Units units)
    {
        Add(units.Name, units.Count);
        Add(units.SecondName, units.SecondCount);
    }

    public void Fail(string code, long times, int mostCodes = int.MaxValue)
    {
        Failed += times;
        _errors ??= new(StringComparer.Ordinal);
        var known = _errors.Count < mostCodes || _errors.ContainsKey(code) ? code : Others;
        _errors[known] = _errors.GetValueOrDefault(known) + times;
    }

    public void Add(Tally other)
    {
        Count += other.Count;
        RequestBytes += other.RequestBytes;
        ResponseBytes += other.ResponseBytes;
        Add(other._name, other._units);
        Add(other._secondName, other._secondUnits);
        foreach (var (code, times) in other._errors ?? [])
            Fail(code, times);
    }

    // One operation has one or two names, and always the same
    private void Add(string? name, double count)
    {
        if (name is null)
            return;
        if (_name is null || _name == name)
            (_name, _units) = (name, _units + count);
        else
            (_secondName, _secondUnits) = (name, _secondUnits + count);
    }
}
