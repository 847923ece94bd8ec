using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Scheduler;

internal sealed record FlexibleTimeWindow(string? Mode, int? MaximumWindowInMinutes)
{
    public const string Off = "OFF";
    public const string Flexible = "FLEXIBLE";

    [JsonIgnore]
    public TimeSpan Length => Mode == Flexible ? TimeSpan.FromMinutes(MaximumWindowInMinutes ?? 0) : TimeSpan.Zero;
}

internal sealed record RetryPolicy(int? MaximumEventAgeInSeconds, int? MaximumRetryAttempts);

internal sealed record DeadLetterConfig(string? Arn);

internal sealed record SqsParameters(string? MessageGroupId);

internal sealed record EventBridgeParameters(string? DetailType, string? Source);

/// <summary>
/// What a schedule invokes. The parameters of targets that are not here (ECS, Kinesis, SageMaker) are not declared: they are refused by
/// name.
/// </summary>
internal sealed record Target
{
    public string? Arn { get; init; }

    /// <summary>Stored and answered; every call inside LocalCloud is allowed.</summary>
    public string? RoleArn { get; init; }
    public string? Input { get; init; }
    public RetryPolicy? RetryPolicy { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public SqsParameters? SqsParameters { get; init; }
    public EventBridgeParameters? EventBridgeParameters { get; init; }
}

/// <summary>The stored form of a schedule.</summary>
internal sealed record ScheduleRow
{
    public const string Enabled = "ENABLED";
    public const string Disabled = "DISABLED";
    public const string Delete = "DELETE";

    public required string Group { get; init; }
    public required string Name { get; init; }
    public required string Expression { get; init; }
    public required string Timezone { get; init; }
    public required FlexibleTimeWindow Window { get; init; }
    public required Target Target { get; init; }
    public required string State { get; init; }
    public required string ActionAfterCompletion { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyArn { get; init; }
    public DateTimeOffset? StartDate { get; init; }
    public DateTimeOffset? EndDate { get; init; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }

    /// <summary>What a rate without a start date counts from.</summary>
    public DateTimeOffset Anchor { get; init; }

    /// <summary>Occurrences up to and with this one are done, or were never wanted.</summary>
    public DateTimeOffset After { get; init; }

    /// <summary>The token that made it: the same call again is no conflict.</summary>
    public string? ClientToken { get; init; }
}

/// <summary>The stored form of a schedule group.</summary>
internal sealed record GroupRow
{
    public const string Default = "default";

    public required string Name { get; init; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Modified { get; init; }
    public Dictionary<string, string> Tags { get; set; } = [];
    public string? ClientToken { get; init; }
}
