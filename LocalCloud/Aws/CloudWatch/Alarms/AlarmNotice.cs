using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>Tells the topics and functions of an alarm that its state has changed, and what topics get to read.</summary>
internal static class AlarmNotice
{
    // As notices name them; others are called by their code
    private static readonly Dictionary<string, string> Regions = new()
    {
        ["us-east-1"] = "US East (N. Virginia)",
        ["us-east-2"] = "US East (Ohio)",
        ["us-west-1"] = "US West (N. California)",
        ["us-west-2"] = "US West (Oregon)",
        ["eu-west-1"] = "EU (Ireland)",
        ["eu-west-2"] = "EU (London)",
        ["eu-central-1"] = "EU (Frankfurt)",
        ["ap-southeast-2"] = "Asia Pacific (Sydney)",
        ["ap-northeast-1"] = "Asia Pacific (Tokyo)",
    };

    public static Task SendAsync(Host host, Scope scope, Alarm before, Alarm after, Action<string> failed, CancellationToken cancellation)
    {
        var actions = after.StateValue switch
        {
            "ALARM" => after.AlarmActions,
            "OK" => after.OKActions,
            _ => after.InsufficientDataActions,
        };
        var region = Regions.GetValueOrDefault(scope.Region, scope.Region);
        return SendAsync(
            host,
            scope,
            actions,
            Subject(after.Name, after.StateValue, region),
            Message(scope, region, before, after),
            AlarmEvent.Of(scope, before, after),
            failed,
            cancellation
        );
    }

    public static Task SendAsync(
        Host host,
        Scope scope,
        CompositeAlarm before,
        CompositeAlarm after,
        Action<string> failed,
        CancellationToken cancellation
    )
    {
        var region = Regions.GetValueOrDefault(scope.Region, scope.Region);
        return SendAsync(
            host,
            scope,
            after.Actions,
            Subject(after.Name, after.StateValue, region),
            CompositeEvent.Message(scope, region, before, after),
            CompositeEvent.Of(scope, before, after),
            failed,
            cancellation
        );
    }

    private static async Task SendAsync(
        Host host,
        Scope scope,
        IReadOnlyList<string> actions,
        string subject,
        JsonObject message,
        JsonObject alarmEvent,
        Action<string> failed,
        CancellationToken cancellation
    )
    {
        foreach (var action in actions)
        {
            // Retries are Lambda's business once it has accepted the event
            var notice = (Arn.TryParse(action, out var arn) ? arn.Service : null) switch
            {
                "sns" => new TargetMessage(message.ToJsonString()) { Subject = subject, Scope = scope },
                "lambda" => new TargetMessage(alarmEvent.ToJsonString()),
                _ => null,
            };
            if (notice is null)
                failed($"{action} is no SNS topic and no function; LocalCloud has no other actions.");
            else if (await TargetKinds.SendAsync(host, action, notice, cancellation).ConfigureAwait(false) is { } error)
                failed($"{action}: {error.Code} {error.Message}");
        }
    }

    // SNS takes subjects of 100 characters
    private static string Subject(string name, string state, string region)
    {
        var subject = $"{state}: \"{name}\" in {region}";
        return subject.Length <= 100 ? subject : $"{subject[..97]}...";
    }

    private static JsonObject Message(Scope scope, string region, Alarm before, Alarm after) =>
        new()
        {
            ["AlarmName"] = after.Name,
            ["AlarmDescription"] = after.AlarmDescription,
            ["AWSAccountId"] = scope.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = Stamp(after.AlarmConfigurationUpdatedTimestamp),
            ["NewStateValue"] = after.StateValue,
            ["NewStateReason"] = after.StateReason,
            ["StateChangeTime"] = Stamp(after.StateUpdatedTimestamp),
            ["Region"] = region,
            ["AlarmArn"] = after.Arn,
            ["OldStateValue"] = before.StateValue,
            ["OKActions"] = List(after.OKActions),
            ["AlarmActions"] = List(after.AlarmActions),
            ["InsufficientDataActions"] = List(after.InsufficientDataActions),
            ["Trigger"] = Trigger(after),
        };

    private static JsonObject Trigger(Alarm alarm)
    {
        var trigger = new JsonObject();
        if (alarm.Metrics is null)
        {
            trigger["MetricName"] = alarm.MetricName;
            trigger["Namespace"] = alarm.Namespace;
            trigger["StatisticType"] = alarm.Statistic is null ? "ExtendedStatistic" : "Statistic";
            trigger[alarm.Statistic is null ? "ExtendedStatistic" : "Statistic"] = alarm.Statistic?.ToUpperInvariant()
                ?? alarm.ExtendedStatistic;
            trigger["Unit"] = alarm.Unit;
            trigger["Dimensions"] = new JsonArray(
                alarm.Dimensions.Select(d => (JsonNode?)new JsonObject { ["value"] = d.Value, ["name"] = d.Name }).ToArray()
            );
        }
        trigger["Period"] = alarm.Length;
        trigger["EvaluationPeriods"] = alarm.EvaluationPeriods;
        if (alarm.DatapointsToAlarm is { } points)
            trigger["DatapointsToAlarm"] = points;
        trigger["ComparisonOperator"] = alarm.ComparisonOperator;
        trigger["Threshold"] = alarm.Threshold;
        trigger["TreatMissingData"] = alarm.TreatMissingData ?? "missing";
        trigger["EvaluateLowSampleCountPercentile"] = alarm.EvaluateLowSampleCountPercentile ?? "";
        return trigger;
    }

    public static JsonArray List(List<string> items) => new(items.Select(i => (JsonNode?)JsonValue.Create(i)).ToArray());

    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
