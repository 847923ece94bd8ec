namespace LocalCloud.Aws.Scheduler.Operations;

internal static class CreateSchedule
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "CreateSchedule",
            SchedulerJson.Default.ScheduleInput,
            SchedulerJson.Default.ScheduleArnResponse,
            Handle,
            ScheduleInput.Constraints
        )
        .Http("POST /schedules/{Name}");

    private static Result<ScheduleArnResponse> Handle(SchedulerState state, ScheduleInput request, Context context)
    {
        if (!request.Read(context.Host, context.Now).Ok(out var row, out var error) || !state.FindGroup(row.Group).Ok(out _, out error))
            return error;
        if (state.Schedules.TryGetValue(SchedulerState.Key(row.Group, row.Name), out var existing))
            return IsRepeated(existing.Row, row) ? new ScheduleArnResponse(existing.Arn) : Errors.ScheduleExists(row.Name);
        var schedule = new Schedule(state, row);
        state.Put(context.Changes, schedule, row);
        return new ScheduleArnResponse(schedule.Arn);
    }

    // The same call with the same token, which did not see its answer.
    private static bool IsRepeated(ScheduleRow existing, ScheduleRow row) =>
        row.ClientToken is not null
        && row.ClientToken == existing.ClientToken
        && row with
        {
            Created = existing.Created,
            Modified = existing.Modified,
            Anchor = existing.Anchor,
            After = existing.After,
        } == existing;
}
