namespace LocalCloud.Tune.Results;

/// <summary>What one size of one build has shown.</summary>
internal sealed class SizeResult
{
    /// <summary>What is closer counts as equal.</summary>
    private const double Negligible = 0.01;

    private readonly double _costError;

    /// <param name="warm">None: the cold starts are what is measured.</param>
    /// <param name="cold">The invocations that have started an environment; at least one of either.</param>
    /// <param name="discard">See <see cref="TuneRequest.Discard"/>.</param>
    public SizeResult(string? build, int size, IReadOnlyList<Sample> warm, IReadOnlyList<Sample> cold, double discard)
    {
        var measured = warm.Count > 0 ? warm : cold;
        (Build, Size, Invocations) = (build, size, measured.Count);
        var times = measured.Select(s => s.Total).Order().ToList();
        AverageDuration = Figures.TrimmedMean(times, discard);
        StandardError = Figures.StandardError(times, discard);
        (P50, P95, P99) = (Figures.Percentile(times, 0.5), Figures.Percentile(times, 0.95), Figures.Percentile(times, 0.99));
        var costs = measured.Select(s => (double)s.Cost).Order().ToList();
        AverageCost = (decimal)Figures.TrimmedMean(costs, discard);
        _costError = Figures.StandardError(costs, discard);
        var inits = cold.Where(s => s.Init is not null).Select(s => s.Init!.Value).Order().ToList();
        if (inits.Count > 0)
            (InitP50, InitP99) = (Figures.Percentile(inits, 0.5), Figures.Percentile(inits, 0.99));
        ColdStarts = inits.Count;
        MaxMemory = warm.Concat(cold).Max(s => s.MaxMemory);
        TotalCost = warm.Concat(cold).Sum(s => s.Cost);
    }

    /// <summary>null: the function as it is.</summary>
    public string? Build { get; }

    /// <summary>MB.</summary>
    public int Size { get; }

    public int Invocations { get; }

    /// <summary>Milliseconds, trimmed mean.</summary>
    public double AverageDuration { get; }

    /// <summary>Milliseconds, of <see cref="AverageDuration"/>.</summary>
    public double StandardError { get; }

    /// <summary>Milliseconds, of all invocations.</summary>
    public double P50 { get; }

    public double P95 { get; }

    public double P99 { get; }

    /// <summary>Milliseconds; null when Lambda reported no init phase.</summary>
    public double? InitP50 { get; }

    public double? InitP99 { get; }

    public int ColdStarts { get; }

    /// <summary>US dollars for one invocation, trimmed mean.</summary>
    public decimal AverageCost { get; }

    public decimal CostPerMillion => AverageCost * 1_000_000;

    /// <summary>US dollars for all that was invoked.</summary>
    public decimal TotalCost { get; }

    /// <summary>MB that the function has used at most.</summary>
    public int MaxMemory { get; }

    /// <summary>For messages.</summary>
    public string Name => Build is null ? $"{Size} MB" : $"{Build} at {Size} MB";

    /// <summary>
    /// Whether the two durations cannot be told apart: they differ by less than twice the standard error of the difference, or by 1 %.
    /// </summary>
    public bool IsAsFastAs(SizeResult other) => AreEqual(AverageDuration, StandardError, other.AverageDuration, other.StandardError);

    /// <summary>Likewise of the costs.</summary>
    public bool CostsAsMuchAs(SizeResult other) => AreEqual((double)AverageCost, _costError, (double)other.AverageCost, other._costError);

    private static bool AreEqual(double one, double oneError, double other, double otherError) =>
        Math.Abs(one - other)
        <= Math.Max(2 * Math.Sqrt((oneError * oneError) + (otherError * otherError)), Negligible * Math.Min(one, other));
}
