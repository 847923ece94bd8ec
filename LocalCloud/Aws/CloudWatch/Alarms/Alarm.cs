using System.Text.Json.Serialization;

namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>An alarm as it is kept and, but for its tags, as it is shown.</summary>
internal sealed record Alarm
{
    [JsonPropertyName("AlarmName")]
    public required string Name { get; init; }

    [JsonPropertyName("AlarmArn")]
    public required string Arn { get; init; }
    public string? AlarmDescription { get; init; }
    public DateTimeOffset AlarmConfigurationUpdatedTimestamp { get; init; }
    public bool ActionsEnabled { get; init; }
    public List<string> OKActions { get; init; } = [];
    public List<string> AlarmActions { get; init; } = [];
    public List<string> InsufficientDataActions { get; init; } = [];
    public required string StateValue { get; init; }
    public required string StateReason { get; init; }
    public string? StateReasonData { get; init; }
    public DateTimeOffset StateUpdatedTimestamp { get; init; }
    public string? MetricName { get; init; }
    public string? Namespace { get; init; }
    public string? Statistic { get; init; }
    public string? ExtendedStatistic { get; init; }
    public List<Dimension> Dimensions { get; init; } = [];
    public int? Period { get; init; }
    public string? Unit { get; init; }
    public int EvaluationPeriods { get; init; }
    public int? DatapointsToAlarm { get; init; }
    public double Threshold { get; init; }
    public required string ComparisonOperator { get; init; }
    public string? TreatMissingData { get; init; }
    public string? EvaluateLowSampleCountPercentile { get; init; }
    public List<MetricDataQuery>? Metrics { get; init; }
    public DateTimeOffset StateTransitionedTimestamp { get; init; }

    /// <summary>null in what is shown.</summary>
    public Dictionary<string, string>? Tags { get; init; }

    [JsonIgnore]
    public Alarm Shown => this with { Tags = null };

    public Alarm To(string state, string reason, string? data, DateTimeOffset now) =>
        this with
        {
            StateTransitionedTimestamp = state == StateValue ? StateTransitionedTimestamp : now,
            StateValue = state,
            StateReason = reason,
            StateReasonData = data,
            StateUpdatedTimestamp = now,
        };

    /// <summary>Its metric or metrics, in one form: the query whose values are compared is the one that returns data.</summary>
    internal List<MetricDataQuery> Queries =>
        Metrics
        ??
        [
            new()
            {
                Id = "m1",
                MetricStat = new()
                {
                    Metric = new()
                    {
                        Namespace = Namespace,
                        MetricName = MetricName,
                        Dimensions = Dimensions,
                    },
                    Period = Period,
                    Stat = Statistic ?? ExtendedStatistic,
                    Unit = Unit,
                },
            },
        ];

    internal MetricDataQuery Watched => Queries.Find(q => q.ReturnData != false)!;

    internal int Length => Watched.MetricStat?.Period ?? Watched.Period ?? Queries.Max(q => q.MetricStat?.Period) ?? 60;
}
