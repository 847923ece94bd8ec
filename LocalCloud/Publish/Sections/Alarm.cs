using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>A metric above a threshold. No data is no fault: nothing was called, nothing waits.</summary>
/// <param name="Metric">Namespace and name, as <c>AWS/SQS ApproximateAgeOfOldestMessage</c>.</param>
/// <param name="Statistic">Sum, Average, Maximum, or a percentile as p99.</param>
internal sealed record Alarm(string Id, string Description, string Metric, string Statistic)
{
    /// <summary>Names and values, a value as YAML.</summary>
    public required IReadOnlyList<(string Name, string Value)> Dimensions { get; init; }

    /// <summary>A number, or the Ref of a parameter as YAML.</summary>
    public string Threshold { get; init; } = "0";

    public required Window Window { get; init; }

    /// <summary>The metric whose number of samples it is divided by: a rate.</summary>
    public string? Of { get; init; }

    public void Write(TemplateSection section)
    {
        var body = section.Add(
            Id,
            null,
            $$"""
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmDescription: {{YamlReader.Quoted(Description)}}
            """
        );
        var properties = (JsonObject)body["Properties"]!;
        foreach (var (name, value) in Of is null ? Single() : Rate())
            properties[name] = value;
        var evaluation = YamlReader.ReadObject(
            $$"""
            EvaluationPeriods: {{Window.Periods}}
            DatapointsToAlarm: {{Window.Breaching}}
            Threshold: {{Threshold}}
            ComparisonOperator: GreaterThanThreshold
            TreatMissingData: notBreaching
            AlarmActions: [!If [HasAlarmTopic, !Ref AlarmTopicArn, !Ref AlarmTopic]]
            OKActions: [!If [HasAlarmTopic, !Ref AlarmTopicArn, !Ref AlarmTopic]]
            """
        );
        foreach (var (name, value) in evaluation)
            properties[name] = value!.DeepClone();
        // The slowest of three requests is no percentile
        if (IsPercentile)
            properties["EvaluateLowSampleCountPercentile"] = "ignore";
    }

    private bool IsPercentile => Statistic.StartsWith('p');

    private string Namespace => Metric.Split(' ')[0];

    private string Name => Metric.Split(' ')[1];

    private JsonArray DimensionNodes =>
        [
            .. Dimensions.Select(dimension =>
                (JsonNode)new JsonObject { ["Name"] = dimension.Name, ["Value"] = YamlReader.Read(dimension.Value) }
            ),
        ];

    private IEnumerable<(string, JsonNode)> Single() =>
        [
            ("Namespace", Namespace),
            ("MetricName", Name),
            (IsPercentile ? "ExtendedStatistic" : "Statistic", Statistic),
            ("Dimensions", DimensionNodes),
            ("Period", Window.Seconds),
        ];

    private IEnumerable<(string, JsonNode)> Rate() =>
        [
            (
                "Metrics",
                new JsonArray(
                    new JsonObject
                    {
                        ["Id"] = "rate",
                        ["Label"] = Description,
                        ["Expression"] = "part / whole",
                        ["ReturnData"] = true,
                    },
                    Part("part", Name, Statistic),
                    Part("whole", Of!, "SampleCount")
                )
            ),
        ];

    private JsonObject Part(string id, string name, string statistic) =>
        new()
        {
            ["Id"] = id,
            ["MetricStat"] = new JsonObject
            {
                ["Metric"] = new JsonObject
                {
                    ["Namespace"] = Namespace,
                    ["MetricName"] = name,
                    ["Dimensions"] = DimensionNodes,
                },
                ["Period"] = Window.Seconds,
                ["Stat"] = statistic,
            },
            ["ReturnData"] = false,
        };
}

/// <summary>Over what an alarm is evaluated: so many of the last periods have to be above the threshold.</summary>
internal sealed record Window(int Seconds, int Periods, int Breaching)
{
    public static Window OneMinute { get; } = new(60, 1, 1);
    public static Window ThreeMinutes { get; } = new(60, 3, 3);

    /// <summary>Three minutes, which need not follow one another: where there are few requests, most minutes have none.</summary>
    public static Window ThreeMinutesOfFifteen { get; } = new(60, 15, 3);

    public static Window FiveMinutes { get; } = new(300, 1, 1);
    public static Window TenMinutesOfFifteen { get; } = new(300, 3, 2);
    public static Window FifteenMinutes { get; } = new(300, 3, 3);
}
