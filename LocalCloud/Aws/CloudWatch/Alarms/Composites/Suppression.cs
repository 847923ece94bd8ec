namespace LocalCloud.Aws.CloudWatch.Alarms.Composites;

/// <summary>
/// Another alarm keeps the actions of a composite alarm back (docs: Create_Composite_Alarm, "Suppressing composite alarm actions").
/// </summary>
internal static class Suppression
{
    /// <summary>Of an alarm that has just moved: kept back by the suppressor, or as long as it may still begin to alarm.</summary>
    public static CompositeAlarm Of(CloudWatchState state, CompositeAlarm before, CompositeAlarm after, DateTimeOffset now)
    {
        if (after.ActionsSuppressor is null)
            return after.Suppressed(null);
        if (CompositeRules.IsSuppressed(state, after))
            return ByAlarm(after);
        return after.StateValue == "ALARM" && after.ActionsSuppressorWaitPeriod is > 0 and int wait
            ? after.Suppressed("WaitPeriod", "Actions suppressed by WaitPeriod", now.AddSeconds(wait))
            : after.Suppressed(null);
    }

    /// <summary>Of an alarm that stays in its state while its suppressor may have moved; null when nothing changes.</summary>
    public static CompositeAlarm? Changed(CloudWatchState state, CompositeAlarm alarm, DateTimeOffset now)
    {
        if (alarm.ActionsSuppressedBy is null)
            return null;
        var isSuppressed = CompositeRules.IsSuppressed(state, alarm);
        if (alarm.ActionsSuppressedBy != "Alarm")
            return isSuppressed ? ByAlarm(alarm) : null;
        if (isSuppressed)
            return null;
        return alarm.StateValue == "ALARM" && alarm.ActionsSuppressorExtensionPeriod is > 0 and int extension
            ? alarm.Suppressed("ExtensionPeriod", "Actions suppressed by ExtensionPeriod", now.AddSeconds(extension))
            : alarm.Suppressed(null);
    }

    private static CompositeAlarm ByAlarm(CompositeAlarm alarm) =>
        alarm.Suppressed("Alarm", $"Actions suppressed by {alarm.ActionsSuppressor}");
}
