namespace LocalCloud.Aws.CloudWatch;

internal sealed record Dimension
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}

internal sealed record StatisticSet
{
    public double? SampleCount { get; init; }
    public double? Sum { get; init; }
    public double? Minimum { get; init; }
    public double? Maximum { get; init; }
}

internal sealed record MetricShape
{
    public string? Namespace { get; init; }
    public string? MetricName { get; init; }
    public List<Dimension>? Dimensions { get; init; }
}

internal sealed record MetricStat
{
    public MetricShape? Metric { get; init; }
    public int? Period { get; init; }
    public string? Stat { get; init; }
    public string? Unit { get; init; }
}

/// <summary>A metric to look at, or an expression over others.</summary>
internal sealed record MetricDataQuery
{
    public string? Id { get; init; }
    public MetricStat? MetricStat { get; init; }
    public string? Expression { get; init; }
    public string? Label { get; init; }
    public bool? ReturnData { get; init; }
    public int? Period { get; init; }
    public string? AccountId { get; init; }
}
