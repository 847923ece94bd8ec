using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Lambda.Settings;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>A source of events and the function that gets them.</summary>
internal sealed record EventSourceMapping
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
    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>null for a queue</summary>
    public StreamSettings? Stream { get; init; }

    [JsonIgnore]
    public bool IsStream => Stream is not null;

    [JsonIgnore]
    public bool ReportsItems => FunctionResponseTypes.Contains("ReportBatchItemFailures");

    internal MappingConfiguration Shown(LambdaState owner, string? state = null) =>
        new()
        {
            UUID = UUID,
            StartingPosition = Stream?.StartingPosition,
            BatchSize = BatchSize,
            MaximumBatchingWindowInSeconds = MaximumBatchingWindowInSeconds,
            ParallelizationFactor = Stream?.ParallelizationFactor,
            EventSourceArn = EventSourceArn,
            FilterCriteria = FilterCriteria,
            FunctionArn = FunctionArn,
            LastModified = LastModified,
            LastProcessingResult = IsStream ? owner.LastResults.GetValueOrDefault(UUID, "No records processed") : null,
            State = state ?? (Enabled ? "Enabled" : "Disabled"),
            StateTransitionReason = IsStream ? "User action" : "USER_INITIATED",
            DestinationConfig = Stream is { } stream ? new() { OnFailure = new() { Arn = stream.OnFailure } } : null,
            MaximumRecordAgeInSeconds = Stream?.MaximumRecordAgeInSeconds,
            BisectBatchOnFunctionError = Stream?.BisectBatchOnFunctionError,
            MaximumRetryAttempts = Stream?.MaximumRetryAttempts,
            TumblingWindowInSeconds = Stream?.TumblingWindowInSeconds,
            FunctionResponseTypes = FunctionResponseTypes,
            ScalingConfig = ScalingConfig,
            EventSourceMappingArn = owner.Scope.Arn("lambda", $"event-source-mapping:{UUID}"),
            MetricsConfig = MetricsConfig,
            KMSKeyArn = KMSKeyArn,
        };
}

/// <summary>What only the mapping of a stream has. -1: without end.</summary>
internal sealed record StreamSettings
{
    public required string StartingPosition { get; init; }

    /// <summary>The number of the stream's last record when a mapping of LATEST was made; else 0.</summary>
    public long StartAfter { get; init; }
    public int ParallelizationFactor { get; init; } = 1;
    public int MaximumRecordAgeInSeconds { get; init; } = -1;
    public int MaximumRetryAttempts { get; init; } = -1;
    public bool BisectBatchOnFunctionError { get; init; }
    public string? OnFailure { get; init; }

    /// <summary>0: none.</summary>
    public int TumblingWindowInSeconds { get; init; }
}

internal sealed record MappingConfiguration
{
    public string? UUID { get; init; }
    public string? StartingPosition { get; init; }
    public int? BatchSize { get; init; }
    public int? MaximumBatchingWindowInSeconds { get; init; }
    public int? ParallelizationFactor { get; init; }
    public string? EventSourceArn { get; init; }
    public FilterCriteria? FilterCriteria { get; init; }
    public string? FunctionArn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModified { get; init; }
    public string? LastProcessingResult { get; init; }
    public string? State { get; init; }
    public string? StateTransitionReason { get; init; }
    public DestinationConfig? DestinationConfig { get; init; }
    public int? MaximumRecordAgeInSeconds { get; init; }
    public bool? BisectBatchOnFunctionError { get; init; }
    public int? MaximumRetryAttempts { get; init; }
    public int? TumblingWindowInSeconds { get; init; }
    public List<string>? FunctionResponseTypes { get; init; }
    public ScalingConfig? ScalingConfig { get; init; }
    public string? EventSourceMappingArn { get; init; }
    public JsonElement? MetricsConfig { get; init; }
    public string? KMSKeyArn { get; init; }
}

internal sealed record FilterCriteria
{
    public List<Filter>? Filters { get; init; }
}

internal sealed record Filter
{
    public string? Pattern { get; init; }
}

internal sealed record ScalingConfig
{
    public int? MaximumConcurrency { get; init; }
}
