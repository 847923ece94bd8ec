namespace LocalCloud.Cost.Measuring;

/// <summary>Of a list of values; by nearest rank, so that each is a value that was measured.</summary>
internal sealed record Percentiles(double Average, double P50, double P95, double P99, double Max)
{
    /// <returns>null where there is no value.</returns>
    public static Percentiles? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : new(sorted.Average(), At(50), At(95), At(99), sorted[^1]);

        double At(int percent) => sorted[Math.Max(0, (int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1)];
    }
}
