using System.Text.Json;
using LocalCloud.Aws.Lambda.Settings;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>Of CreateEventSourceMapping and UpdateEventSourceMapping.</summary>
internal sealed record MappingRequest
{
    public string? UUID { get; init; }
    public string? EventSourceArn { get; init; }
    public string? FunctionName { get; init; }
    public bool? Enabled { get; init; }
    public int? BatchSize { get; init; }
    public FilterCriteria? FilterCriteria { get; init; }
    public int? MaximumBatchingWindowInSeconds { get; init; }
    public List<string>? FunctionResponseTypes { get; init; }
    public ScalingConfig? ScalingConfig { get; init; }
    public Dictionary<string, string>? Tags { get; init; }
    public JsonElement? MetricsConfig { get; init; }
    public string? KMSKeyArn { get; init; }

    // Of streams. CloudFormation and CLIs send some of them empty for a queue; with a value each is refused by name there.
    public DestinationConfig? DestinationConfig { get; init; }
    public List<JsonElement>? SourceAccessConfigurations { get; init; }
    public string? StartingPosition { get; init; }
    public int? ParallelizationFactor { get; init; }
    public int? MaximumRecordAgeInSeconds { get; init; }
    public bool? BisectBatchOnFunctionError { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? TumblingWindowInSeconds { get; init; }

    /// <summary>The first member that only a stream's mapping can have.</summary>
    internal string? OfStreams =>
        this switch
        {
            { StartingPosition: not null } => "StartingPosition",
            { ParallelizationFactor: not null } => "ParallelizationFactor",
            { MaximumRecordAgeInSeconds: not null } => "MaximumRecordAgeInSeconds",
            { BisectBatchOnFunctionError: not null } => "BisectBatchOnFunctionError",
            { MaximumRetryAttempts: not null } => "MaximumRetryAttempts",
            { TumblingWindowInSeconds: not null } => "TumblingWindowInSeconds",
            { DestinationConfig.OnFailure: not null } or { DestinationConfig.OnSuccess: not null } => "DestinationConfig",
            { SourceAccessConfigurations.Count: > 0 } => "SourceAccessConfigurations",
            _ => null,
        };
}
