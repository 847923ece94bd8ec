namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>The occurrences of a schedule whose time has come, as invocations.</summary>
internal static class Occurrences
{
    private const int Most = 1000;

    // The longest that an invocation may be kept: what is older is not made up.
    private static readonly TimeSpan OldestMissed = TimeSpan.FromHours(25);

    /// <summary>Under the state's gate.</summary>
    /// <param name="missed">The process was down, or the machine slept: one invocation stands for all that were missed.</param>
    public static List<Invocation> Take(SchedulerState state, Changes changes, Schedule schedule, DateTimeOffset now, bool missed)
    {
        var found = new List<DateTimeOffset>();
        if (!state.IsCurrent(schedule) || schedule.Row.State != ScheduleRow.Enabled)
            return [];
        if (missed && !schedule.IsOneTime && schedule.Row.After < now - OldestMissed - schedule.Row.Window.Length)
            schedule.Row = schedule.Row with { After = now - OldestMissed - schedule.Row.Window.Length };
        while (schedule.Next is { } occurrence && schedule.Due(occurrence) <= now)
        {
            found.Add(occurrence);
            schedule.Row = schedule.Row with { After = occurrence };
            if (found.Count > (missed ? 1 : Most))
                found.RemoveAt(0);
        }
        state.Put(changes, schedule, schedule.Row);
        return [.. found.Select(occurrence => Make(state, changes, schedule, occurrence, missed ? schedule.Due(occurrence) : now))];
    }

    /// <summary>
    /// Under the state's gate: an invocation that is none of the occurrences, which stay as they are; of a disabled schedule too.
    /// </summary>
    public static Invocation Fire(SchedulerState state, Changes changes, Schedule schedule, DateTimeOffset now) =>
        Make(state, changes, schedule, now, now, isByHand: true);

    private static Invocation Make(
        SchedulerState state,
        Changes changes,
        Schedule schedule,
        DateTimeOffset occurrence,
        DateTimeOffset begun,
        bool? isByHand = null
    )
    {
        var invocation = new Invocation
        {
            Key = state.NextInvocationKey(),
            Schedule = schedule.Key,
            ScheduleArn = schedule.Arn,
            Target = schedule.Row.Target,
            // A time in the past of a schedule that was made later: it begins to age now.
            Scheduled = occurrence,
            Begun = begun < schedule.Row.Created ? schedule.Row.Created : begun,
            Due = begun,
            ExecutionId = Guid.NewGuid().ToString("N")[..16],
            IsByHand = isByHand,
        };
        state.Put(changes, invocation);
        return invocation;
    }
}
