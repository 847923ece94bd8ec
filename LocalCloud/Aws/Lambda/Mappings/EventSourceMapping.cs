using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Lambda.Settings;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>A source of events and the function that gets them.</summary>
public sealed record EventSourceMapping
{
    public required string UUID { get; init; }
    public required string EventSourceArn { get; init; }
    /// <summary>The function, version or alias: without the qualifier when none was given.</summary>
    public required string FunctionArn { get; init; }
    public required string FunctionName { get; init; }
    public string? Qualifier { get; init; }
    public bool Enabled { get; init; } = true;
    public int BatchSize { get; init; } = 10;
    public int MaximumBatchingWindowInSeconds { get; init; }
    public FilterCriteria? FilterCriteria { get; init; }
    public List<string> FunctionResponseTypes { get; init; } = [];
    public ScalingConfig? ScalingConfig { get; init; }
    public JsonElement? MetricsConfig { get; init; }
    public string? KMSKeyArn { get; init; }
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModified { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];

    [JsonIgnore]
    public bool ReportsItems => FunctionResponseTypes.Contains("ReportBatchItemFailures");

    public MappingConfiguration Shown(Scope scope, string? state = null) => new()
    {
        UUID = UUID,
        BatchSize = BatchSize,
        MaximumBatchingWindowInSeconds = MaximumBatchingWindowInSeconds,
        EventSourceArn = EventSourceArn,
        FilterCriteria = FilterCriteria,
        FunctionArn = FunctionArn,
        LastModified = LastModified,
        State = state ?? (Enabled ? "Enabled" : "Disabled"),
        StateTransitionReason = "USER_INITIATED",
        FunctionResponseTypes = FunctionResponseTypes.Count > 0 ? FunctionResponseTypes : null,
        ScalingConfig = ScalingConfig,
        EventSourceMappingArn = scope.Arn("lambda", $"event-source-mapping:{UUID}"),
        MetricsConfig = MetricsConfig,
        KMSKeyArn = KMSKeyArn,
    };
}

public sealed record MappingConfiguration
{
    public string? UUID { get; init; }
    public int? BatchSize { get; init; }
    public int? MaximumBatchingWindowInSeconds { get; init; }
    public string? EventSourceArn { get; init; }
    public FilterCriteria? FilterCriteria { get; init; }
    public string? FunctionArn { get; init; }
    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModified { get; init; }
    public string? LastProcessingResult { get; init; }
    public string? State { get; init; }
    public string? StateTransitionReason { get; init; }
    public List<string>? FunctionResponseTypes { get; init; }
    public ScalingConfig? ScalingConfig { get; init; }
    public string? EventSourceMappingArn { get; init; }
    public JsonElement? MetricsConfig { get; init; }
    public string? KMSKeyArn { get; init; }
}

public sealed record FilterCriteria
{
    public List<Filter>? Filters { get; init; }
}

public sealed record Filter
{
    public string? Pattern { get; init; }
}

public sealed record ScalingConfig
{
    public int? MaximumConcurrency { get; init; }
}
