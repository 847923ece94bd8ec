using System.Text.Json.Serialization;

namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>An alarm on other alarms, as it is kept and, but for its tags, as it is shown.</summary>
internal sealed record CompositeAlarm
{
    [JsonPropertyName("AlarmName")]
    public required string Name { get; init; }

    [JsonPropertyName("AlarmArn")]
    public required string Arn { get; init; }
    public string? AlarmDescription { get; init; }
    public required string AlarmRule { get; init; }
    public DateTimeOffset AlarmConfigurationUpdatedTimestamp { get; init; }
    public bool ActionsEnabled { get; init; }
    public List<string> OKActions { get; init; } = [];
    public List<string> AlarmActions { get; init; } = [];
    public List<string> InsufficientDataActions { get; init; } = [];
    public required string StateValue { get; init; }
    public required string StateReason { get; init; }
    public string? StateReasonData { get; init; }
    public DateTimeOffset StateUpdatedTimestamp { get; init; }
    public DateTimeOffset StateTransitionedTimestamp { get; init; }
    public string? ActionsSuppressor { get; init; }
    public int? ActionsSuppressorWaitPeriod { get; init; }
    public int? ActionsSuppressorExtensionPeriod { get; init; }

    /// <summary>Alarm, WaitPeriod or ExtensionPeriod, while its actions wait.</summary>
    public string? ActionsSuppressedBy { get; init; }
    public string? ActionsSuppressedReason { get; init; }

    /// <summary>Of the two periods; null in what is shown, as the tags are.</summary>
    public DateTimeOffset? SuppressedUntil { get; init; }
    public Dictionary<string, string>? Tags { get; init; }

    [JsonIgnore]
    public CompositeAlarm Shown => this with { Tags = null, SuppressedUntil = null };

    [JsonIgnore]
    public IReadOnlyList<string> Actions =>
        StateValue switch
        {
            "ALARM" => AlarmActions,
            "OK" => OKActions,
            _ => InsufficientDataActions,
        };

    public CompositeAlarm To(string state, string reason, string? data, DateTimeOffset now) =>
        this with
        {
            StateTransitionedTimestamp = state == StateValue ? StateTransitionedTimestamp : now,
            StateValue = state,
            StateReason = reason,
            StateReasonData = data,
            StateUpdatedTimestamp = now,
        };

    public CompositeAlarm Suppressed(string? by, string? reason = null, DateTimeOffset? until = null) =>
        this with
        {
            ActionsSuppressedBy = by,
            ActionsSuppressedReason = reason,
            SuppressedUntil = until,
        };
}
