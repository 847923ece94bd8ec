namespace LocalCloud.Aws.CloudWatch;

public sealed record Dimension
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}

public sealed record StatisticSet
{
    public double? SampleCount { get; init; }
    public double? Sum { get; init; }
    public double? Minimum { get; init; }
    public double? Maximum { get; init; }
}

public sealed record MetricShape
{
    public string? Namespace { get; init; }
    public string? MetricName { get; init; }
    public List<Dimension>? Dimensions { get; init; }
}

public sealed record MetricStat
{
    public MetricShape? Metric { get; init; }
    public int? Period { get; init; }
    public string? Stat { get; init; }
    public string? Unit { get; init; }
}

/// <summary>A metric to look at, or an expression over others.</summary>
public sealed record MetricDataQuery
{
    public string? Id { get; init; }
    public MetricStat? MetricStat { get; init; }
    public string? Expression { get; init; }
    public string? Label { get; init; }
    public bool? ReturnData { get; init; }
    public int? Period { get; init; }
    public string? AccountId { get; init; }
}

public sealed record Tag
{
    public string? Key { get; init; }
    public string? Value { get; init; }
}
