using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>
/// What a function gets of an alarm whose state has changed:
/// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
/// </summary>
internal static class AlarmEvent
{
    public static JsonObject Of(Scope scope, Alarm before, Alarm after) =>
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
                ["configuration"] = With(
                    new(),
                    ("description", after.AlarmDescription),
                    ("metrics", new JsonArray([.. after.Queries.Select(q => (JsonNode)Metric(after, q))]))
                ),
            },
        };

    private static JsonObject State(Alarm alarm) =>
        With(
            new(),
            ("value", alarm.StateValue),
            ("reason", alarm.StateReason),
            ("reasonData", alarm.StateReasonData),
            ("timestamp", AlarmNotice.Stamp(alarm.StateUpdatedTimestamp))
        );

    private static JsonObject Metric(Alarm alarm, MetricDataQuery query) =>
        With(
            new(),
            // That of an alarm on one metric nobody has given an id; it stays the same
            (
                "id",
                alarm.Metrics is null ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(alarm.Arn)).AsSpan(0, 16)).ToString() : query.Id
            ),
            ("expression", query.Expression),
            ("label", query.Label),
            ("metricStat", query.MetricStat is { } stat ? Stat(stat) : null),
            ("period", query.Period),
            ("returnData", query.ReturnData ?? true)
        );

    private static JsonObject Stat(MetricStat stat)
    {
        var dimensions = new JsonObject();
        foreach (var dimension in stat.Metric?.Dimensions ?? [])
            dimensions[dimension.Name!] = dimension.Value;
        var metric = new JsonObject
        {
            ["namespace"] = stat.Metric?.Namespace,
            ["name"] = stat.Metric?.MetricName,
            ["dimensions"] = dimensions,
        };
        return With(new(), ("metric", metric), ("period", stat.Period), ("stat", stat.Stat), ("unit", stat.Unit));
    }

    private static JsonObject With(JsonObject into, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        foreach (var (name, value) in members)
            if (value is not null)
                into[name] = value;
        return into;
    }
}
