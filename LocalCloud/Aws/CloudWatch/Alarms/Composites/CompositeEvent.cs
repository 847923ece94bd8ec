using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>What topics and functions get of a composite alarm whose state has changed (docs: alarms-and-actions-Lambda).</summary>
internal static class CompositeEvent
{
    public static JsonObject Message(Scope scope, string region, CompositeAlarm before, CompositeAlarm after)
    {
        var children = new JsonArray();
        foreach (var child in JsonNode.Parse(after.StateReasonData ?? "{}")?["triggeringAlarms"] as JsonArray ?? [])
            children.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["Arn"] = child!["arn"]?.DeepClone(),
                        ["State"] = new JsonObject
                        {
                            ["Value"] = child["state"]?["value"]?.DeepClone(),
                            ["Timestamp"] = child["state"]?["timestamp"]?.DeepClone(),
                        },
                    }
            );
        return new()
        {
            ["AlarmName"] = after.Name,
            ["AlarmDescription"] = after.AlarmDescription,
            ["AWSAccountId"] = scope.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = AlarmNotice.Stamp(after.AlarmConfigurationUpdatedTimestamp),
            ["AlarmRule"] = after.AlarmRule,
            ["NewStateValue"] = after.StateValue,
            ["NewStateReason"] = after.StateReason,
            ["StateChangeTime"] = AlarmNotice.Stamp(after.StateTransitionedTimestamp),
            ["Region"] = region,
            ["AlarmArn"] = after.Arn,
            ["OldStateValue"] = before.StateValue,
            ["OKActions"] = AlarmNotice.List(after.OKActions),
            ["AlarmActions"] = AlarmNotice.List(after.AlarmActions),
            ["InsufficientDataActions"] = AlarmNotice.List(after.InsufficientDataActions),
            ["TriggeringChildren"] = children,
        };
    }

    public static JsonObject Of(Scope scope, CompositeAlarm before, CompositeAlarm after) =>
        new()
        {
            ["source"] = "aws.cloudwatch",
            ["alarmArn"] = after.Arn,
            ["accountId"] = scope.Account,
            ["time"] = AlarmNotice.Stamp(after.StateUpdatedTimestamp),
            ["region"] = scope.Region,
            ["alarmData"] = new JsonObject
            {
                ["alarmName"] = after.Name,
                ["state"] = State(after),
                ["previousState"] = State(before),
                ["configuration"] = Configuration(after),
            },
        };

    private static JsonObject State(CompositeAlarm alarm)
    {
        var state = new JsonObject { ["value"] = alarm.StateValue, ["reason"] = alarm.StateReason };
        if (alarm.StateReasonData is { } data)
            state["reasonData"] = data;
        state["timestamp"] = AlarmNotice.Stamp(alarm.StateUpdatedTimestamp);
        if (alarm.ActionsSuppressedBy is { } by)
            (state["actionsSuppressedBy"], state["actionsSuppressedReason"]) = (by, alarm.ActionsSuppressedReason);
        return state;
    }

    private static JsonObject Configuration(CompositeAlarm alarm)
    {
        var configuration = new JsonObject { ["alarmRule"] = alarm.AlarmRule };
        if (alarm.ActionsSuppressor is { } suppressor)
        {
            configuration["actionsSuppressor"] = suppressor;
            configuration["actionsSuppressorWaitPeriod"] = alarm.ActionsSuppressorWaitPeriod;
            configuration["actionsSuppressorExtensionPeriod"] = alarm.ActionsSuppressorExtensionPeriod;
        }
        return configuration;
    }
}
