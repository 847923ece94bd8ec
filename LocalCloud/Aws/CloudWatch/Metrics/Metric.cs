namespace LocalCloud.Aws.CloudWatch.Metrics;

/// <summary>A namespace, a name and dimensions; each unit that values came in is a series of its own.</summary>
internal sealed class Metric(string space, string name, IReadOnlyList<Dimension> dimensions)
{
    public string Namespace => space;

    public string Name => name;

    public IReadOnlyList<Dimension> Dimensions => dimensions;

    public Dictionary<string, Series> ByUnit { get; } = new(StringComparer.Ordinal);

    public long? Last => ByUnit.Values.Max(s => s.Last);

    public MetricShape Shown =>
        new()
        {
            Namespace = space,
            MetricName = name,
            Dimensions = [.. dimensions],
        };

    /// <summary>Dimensions mean the same in any order.</summary>
    public static string Key(string space, string name, IEnumerable<Dimension>? dimensions) =>
        $"{space}\0{name}\0{string.Join('\0', (dimensions ?? []).Select(d => $"{d.Name}\u0001{d.Value}").Order(StringComparer.Ordinal))}";
}

internal sealed record SeriesRow(string Namespace, string Name, List<Dimension> Dimensions, string Unit);
