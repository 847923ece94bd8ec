namespace LocalCloud.Aws.Scheduler.Operations;

internal static class UpdateSchedule
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "UpdateSchedule",
            SchedulerJson.Default.ScheduleInput,
            SchedulerJson.Default.ScheduleArnResponse,
            Handle,
            ScheduleInput.Constraints
        )
        .Http("PUT /schedules/{Name}");

    private static Result<ScheduleArnResponse> Handle(SchedulerState state, ScheduleInput request, Context context)
    {
        if (
            !request.Read(context.Host, context.Now).Ok(out var row, out var error)
            || !state.FindSchedule(request.GroupName, request.Name!).Ok(out var schedule, out error)
        )
            return error;
        var before = schedule.Row;
        row = row with { Created = before.Created, ClientToken = before.ClientToken };
        // Another time table begins anew; the same one goes on from where it is, without what passed while it was disabled.
        if ((row.Expression, row.Timezone, row.StartDate) == (before.Expression, before.Timezone, before.StartDate))
            row = row with
            {
                Anchor = before.Anchor,
                After = before.State == ScheduleRow.Enabled || before.After > context.Now ? before.After : context.Now,
            };
        state.Put(context.Changes, schedule, row);
        return new ScheduleArnResponse(schedule.Arn);
    }
}
