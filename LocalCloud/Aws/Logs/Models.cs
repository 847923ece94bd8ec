namespace LocalCloud.Aws.Logs;

internal sealed record ResourcePolicy(string PolicyName, string PolicyDocument, long LastUpdatedTime, string PolicyScope);

internal sealed record MetricFilter
{
    public string? FilterName { get; init; }
    public string? FilterPattern { get; init; }
    public List<MetricTransformation>? MetricTransformations { get; init; }
    public long CreationTime { get; init; }
    public string? LogGroupName { get; init; }
}

internal sealed record MetricTransformation
{
    public string? MetricName { get; init; }
    public string? MetricNamespace { get; init; }
    public string? MetricValue { get; init; }
    public double? DefaultValue { get; init; }
    public Dictionary<string, string>? Dimensions { get; init; }
    public string? Unit { get; init; }
}
