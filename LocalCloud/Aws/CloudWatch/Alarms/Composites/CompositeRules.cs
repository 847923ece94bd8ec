using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>Brings composite alarms into the state that their rules have, with the change that may have moved them.</summary>
internal static class CompositeRules
{
    /// <param name="cause">the alarm that has changed; null for a composite alarm that is new</param>
    public static void Settle(CloudWatchState state, Changes changes, string? cause)
    {
        // Alarms on each other in a circle come to no end: each moves once for each that there is
        for (var round = 0; round <= state.Composites.Count; round++)
        {
            var moved = false;
            foreach (var alarm in state.Composites.Values.ToList())
                if ((cause is null || alarm.Name != cause) && Next(state, alarm, cause) is { } next)
                {
                    Move(state, changes, alarm, next);
                    moved |= next.StateValue != alarm.StateValue;
                }
            if (!moved)
                return;
        }
    }

    /// <summary>By hand, until the next change of an alarm that its rule has.</summary>
    public static void Set(CloudWatchState state, Changes changes, CompositeAlarm alarm, string value, string reason, string? data)
    {
        var now = state.Time.GetUtcNow();
        var moved = alarm.To(value, reason, data, now);
        Move(state, changes, alarm, value == alarm.StateValue ? moved : Suppression.Of(state, alarm, moved, now));
        if (value != alarm.StateValue)
            Settle(state, changes, alarm.Name);
    }

    /// <summary>The suppressor's state as it counts for an alarm.</summary>
    public static bool IsSuppressed(CloudWatchState state, CompositeAlarm alarm) =>
        alarm.ActionsSuppressor is { } suppressor && StateOf(state, suppressor) == "ALARM";

    /// <summary>The alarms that a rule names.</summary>
    public static IEnumerable<string> ChildrenOf(CloudWatchState state, CompositeAlarm alarm) =>
        AlarmRule.Parse(alarm.AlarmRule, state.Scope).Ok(out var rule, out _) ? rule.Alarms : [];

    public static string? StateOf(CloudWatchState state, string nameOrArn)
    {
        var prefix = state.Scope.Arn("cloudwatch", "alarm:");
        var name = nameOrArn.StartsWith(prefix, StringComparison.Ordinal) ? nameOrArn[prefix.Length..] : nameOrArn;
        return state.Alarms.GetValueOrDefault(name)?.StateValue ?? state.Composites.GetValueOrDefault(name)?.StateValue;
    }

    /// <summary>Null when all stays as it is.</summary>
    private static CompositeAlarm? Next(CloudWatchState state, CompositeAlarm alarm, string? cause)
    {
        if (!AlarmRule.Parse(alarm.AlarmRule, state.Scope).Ok(out var rule, out _))
            return null;
        var now = state.Time.GetUtcNow();
        var value = rule.Holds(name => StateOf(state, name)) ? "ALARM" : "OK";
        if (value == alarm.StateValue)
            return Suppression.Changed(state, alarm, now);
        var moved = alarm.To(value, Reason(state, alarm, value, cause, rule, now), Data(state, rule), now);
        return Suppression.Of(state, alarm, moved, now);
    }

    private static void Move(CloudWatchState state, Changes changes, CompositeAlarm before, CompositeAlarm after)
    {
        state.Put(changes, after);
        changes.AfterCommit(() => state.Service.Composites.Plan(state, after.Name));
        var isTold =
            before.StateValue != after.StateValue
                ? !(before.ActionsSuppressedBy is not null && after.StateValue == "OK")
                : before.ActionsSuppressedBy is not null && after.StateValue == "ALARM";
        if (isTold && after.ActionsSuppressedBy is null)
            changes.AfterCommit(() => state.Service.Composites.Tell(state, before, after));
    }

    private static string Reason(
        CloudWatchState state,
        CompositeAlarm alarm,
        string value,
        string? cause,
        AlarmRule rule,
        DateTimeOffset now
    )
    {
        if (alarm.StateReason == PutCompositeAlarm.Fresh)
            return $"{alarm.Arn} was created and its alarm rule evaluates to {value}";
        var child = cause is not null && rule.Alarms.Contains(cause) ? cause : rule.Alarms.MaxBy(name => MovedAt(state, name));
        return child is null
            ? $"The alarm rule evaluates to {value}"
            : $"{state.Scope.Arn("cloudwatch", $"alarm:{child}")} transitioned to {StateOf(state, child) ?? "INSUFFICIENT_DATA"} at "
                + now.UtcDateTime.ToString("dddd dd MMMM, yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
    }

    private static string Data(CloudWatchState state, AlarmRule rule) =>
        new JsonObject
        {
            ["triggeringAlarms"] = new JsonArray([
                .. rule
                    .Alarms.Distinct(StringComparer.Ordinal)
                    .Where(name => StateOf(state, name) == "ALARM")
                    .Select(name =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["arn"] = state.Scope.Arn("cloudwatch", $"alarm:{name}"),
                                ["state"] = new JsonObject
                                {
                                    ["value"] = "ALARM",
                                    ["timestamp"] = AlarmNotice.Stamp(MovedAt(state, name) ?? default),
                                },
                            }
                    ),
            ]),
        }.ToJsonString();

    private static DateTimeOffset? MovedAt(CloudWatchState state, string name) =>
        state.Alarms.GetValueOrDefault(name)?.StateTransitionedTimestamp
        ?? state.Composites.GetValueOrDefault(name)?.StateTransitionedTimestamp;
}
