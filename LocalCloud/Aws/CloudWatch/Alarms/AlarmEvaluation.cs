using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudWatch.Queries;

namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>What an alarm says of the last periods that are over (docs: AlarmThatSendsEmail, evaluation and missing data).</summary>
internal static class AlarmEvaluation
{
    /// <summary>null: it stays as it is.</summary>
    public static (string State, string Reason, string Data)? Of(CloudWatchState state, Alarm alarm, DateTimeOffset now)
    {
        var step = Math.Min(alarm.Length, 60);
        var end = now.ToUnixTimeSeconds() / step * step;
        var start = end - ((long)alarm.Length * alarm.EvaluationPeriods);
        var evaluation = new Evaluation(
            state,
            alarm.Queries,
            DateTimeOffset.FromUnixTimeSeconds(start),
            DateTimeOffset.FromUnixTimeSeconds(end)
        );
        if (!evaluation.Of(alarm.Watched.Id!).Ok(out var values, out _))
            return null;
        double?[] points =
        [
            .. Enumerable
                .Range(0, alarm.EvaluationPeriods)
                .Select(i => values.TryGetValue(start + ((long)i * alarm.Length), out var v) ? v : (double?)null),
        ];
        var verdict = Verdict(alarm, points);
        return verdict is null || verdict == alarm.StateValue
            ? null
            : (verdict, Reason(alarm, verdict, points, values), Data(alarm, values, start, now));
    }

    private static string? Verdict(Alarm alarm, double?[] points)
    {
        var wanted = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods;
        var missing = points.Count(p => p is null);
        var breaching = points.Count(p => p is { } value && Breaches(alarm, value));
        switch (alarm.TreatMissingData)
        {
            case "breaching":
                return breaching + missing >= wanted ? "ALARM" : "OK";
            case "notBreaching":
                return breaching >= wanted ? "ALARM" : "OK";
        }
        var ignore = alarm.TreatMissingData == "ignore";
        if (missing == points.Length)
            return ignore ? null : "INSUFFICIENT_DATA";
        if (breaching >= wanted)
            return "ALARM";
        if (breaching == 0 || breaching + missing < wanted)
            return "OK";
        if (ignore)
            return null;
        // The oldest breach is old enough, and all after it breach or are missing
        var first = Array.FindIndex(points, p => p is { } value && Breaches(alarm, value));
        return points.Length - first >= wanted && points[first..].All(p => p is not { } value || Breaches(alarm, value)) ? "ALARM" : "OK";
    }

    private static bool Breaches(Alarm alarm, double value) =>
        alarm.ComparisonOperator switch
        {
            "GreaterThanOrEqualToThreshold" => value >= alarm.Threshold,
            "GreaterThanThreshold" => value > alarm.Threshold,
            "LessThanThreshold" => value < alarm.Threshold,
            _ => value <= alarm.Threshold,
        };

    private static string Reason(Alarm alarm, string verdict, double?[] points, SortedDictionary<long, double> values)
    {
        var missing = points.Count(p => p is null);
        if (verdict == "INSUFFICIENT_DATA")
            return $"Insufficient Data: {Counted(missing, "datapoint")} {(missing == 1 ? "was" : "were")} unknown.";
        var wanted =
            verdict == "ALARM"
                ? alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods
                : alarm.EvaluationPeriods - (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods) + 1;
        if (values.Count == 0)
            return $"Threshold Crossed: no datapoints were received for {Counted(missing, "period")} and "
                + $"{Counted(missing, "missing datapoint")} "
                + $"{(missing == 1 ? "was" : "were")} treated as "
                + $"[{(alarm.TreatMissingData == "breaching" ? "Breaching" : "NonBreaching")}].";
        var telling = values.Where(v => Breaches(alarm, v.Value) == (verdict == "ALARM")).Reverse().ToList();
        var shown = string.Join(
            ", ",
            telling
                .Take(5)
                .Select(v =>
                    $"{Number(v.Value)} ({DateTimeOffset.FromUnixTimeSeconds(v.Key).UtcDateTime.ToString("dd/MM/yy HH:mm:ss", CultureInfo.InvariantCulture)})"
                )
        );
        var not = verdict == "ALARM" ? "" : "not ";
        return $"Threshold Crossed: {telling.Count} out of the last {points.Length} datapoints [{shown}] "
            + $"{(telling.Count == 1 ? "was" : "were")} {not}{Words(alarm)} "
            + $"({Number(alarm.Threshold)}) (minimum {Counted(wanted, "datapoint")} for "
            + $"{(verdict == "ALARM" ? "OK -> ALARM" : "ALARM -> OK")} transition).";
    }

    private static string Data(Alarm alarm, SortedDictionary<long, double> values, long start, DateTimeOffset now) =>
        new JsonObject
        {
            ["version"] = "1.0",
            ["queryDate"] = Stamp(now),
            ["startDate"] =
                values.Count > 0
                    ? Stamp(DateTimeOffset.FromUnixTimeSeconds(values.Keys.First()))
                    : Stamp(DateTimeOffset.FromUnixTimeSeconds(start)),
            ["statistic"] = alarm.Statistic ?? alarm.ExtendedStatistic,
            ["period"] = alarm.Length,
            ["recentDatapoints"] = new JsonArray(values.Values.Select(v => (JsonNode?)JsonValue.Create(v)).ToArray()),
            ["threshold"] = alarm.Threshold,
            ["evaluatedDatapoints"] = new JsonArray(
                values
                    .Reverse()
                    .Select(v =>
                        (JsonNode?)new JsonObject { ["timestamp"] = Stamp(DateTimeOffset.FromUnixTimeSeconds(v.Key)), ["value"] = v.Value }
                    )
                    .ToArray()
            ),
        }.ToJsonString();

    private static string Words(Alarm alarm) =>
        alarm.ComparisonOperator switch
        {
            "GreaterThanOrEqualToThreshold" => "greater than or equal to the threshold",
            "GreaterThanThreshold" => "greater than the threshold",
            "LessThanThreshold" => "less than the threshold",
            _ => "less than or equal to the threshold",
        };

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Number(double value) => value.ToString(value == Math.Floor(value) ? "F1" : "R", CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
