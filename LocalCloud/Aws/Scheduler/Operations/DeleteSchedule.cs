namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record DeleteScheduleRequest(string? Name, string? GroupName, string? ClientToken);

internal static class DeleteSchedule
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<DeleteScheduleRequest>(
            "DeleteSchedule",
            SchedulerJson.Default.DeleteScheduleRequest,
            Handle,
            Names.Name<DeleteScheduleRequest>("name", r => r.Name).Required(),
            Names.Name<DeleteScheduleRequest>("groupName", r => r.GroupName),
            Names.Token<DeleteScheduleRequest>(r => r.ClientToken)
        )
        .Http("DELETE /schedules/{Name}?groupName={GroupName}&clientToken={ClientToken}");

    private static Result<Nothing> Handle(SchedulerState state, DeleteScheduleRequest request, Context context)
    {
        var key = SchedulerState.Key(request.GroupName ?? GroupRow.Default, request.Name!);
        if (!state.FindSchedule(request.GroupName, request.Name!).Ok(out var schedule, out var error))
            return state.Deleted.Has(key, request.ClientToken) ? Nothing.Instance : error;
        state.Deleted.Add(key, request.ClientToken);
        state.Delete(context.Changes, schedule);
        return Nothing.Instance;
    }
}
