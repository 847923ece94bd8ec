using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge;

internal sealed record DeadLetterConfig(string? Arn);

internal sealed record LogConfig(string? IncludeDetail, string? Level);

internal sealed record RetryPolicy(int? MaximumRetryAttempts, int? MaximumEventAgeInSeconds);

internal sealed record SqsParameters(string? MessageGroupId);

internal sealed record InputTransformer(Dictionary<string, string>? InputPathsMap, string? InputTemplate);

/// <summary>For API destinations: what fills the * of the path, headers and query. A value may be a JSON path into the event.</summary>
internal sealed record HttpParameters(
    List<string>? PathParameterValues,
    Dictionary<string, string>? HeaderParameters,
    Dictionary<string, string>? QueryStringParameters
);

/// <summary>
/// Where a rule sends matched events. The parameters of target types that are not supported are declared to be refused by name.
/// </summary>
internal sealed record Target
{
    public string? Id { get; init; }
    public string? Arn { get; init; }

    /// <summary>Stored and answered; every call inside LocalCloud is allowed.</summary>
    public string? RoleArn { get; init; }
    public string? Input { get; init; }
    public string? InputPath { get; init; }
    public InputTransformer? InputTransformer { get; init; }
    public SqsParameters? SqsParameters { get; init; }
    public HttpParameters? HttpParameters { get; init; }
    public JsonElement? KinesisParameters { get; init; }
    public JsonElement? RunCommandParameters { get; init; }
    public JsonElement? EcsParameters { get; init; }
    public JsonElement? BatchParameters { get; init; }
    public JsonElement? RedshiftDataParameters { get; init; }
    public JsonElement? SageMakerPipelineParameters { get; init; }
    public JsonElement? AppSyncParameters { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public RetryPolicy? RetryPolicy { get; init; }
}

/// <summary>The stored form of a bus.</summary>
internal sealed record EventBusRow
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public LogConfig? LogConfig { get; init; }

    /// <summary>the JSON document; null when there is none</summary>
    public string? Policy { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }
}

/// <summary>The stored form of a rule with its targets.</summary>
internal sealed record RuleRow
{
    public const string Enabled = "ENABLED";
    public const string Disabled = "DISABLED";

    public required string Name { get; init; }
    public required string Bus { get; init; }
    public string? EventPattern { get; init; }
    public string? ScheduleExpression { get; init; }
    public required string State { get; init; }
    public string? Description { get; init; }
    public string? RoleArn { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>the AWS service that made the rule</summary>
    public string? ManagedBy { get; init; }

    /// <summary>the archive that the rule fills</summary>
    public string? Archive { get; init; }

    /// <summary>When its schedule, if it has one, began to count.</summary>
    public DateTimeOffset Scheduled { get; init; }

    [JsonIgnore]
    public bool IsEnabled => State != Disabled;
}
