namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record DeleteScheduleGroupRequest(string? Name, string? ClientToken);

/// <summary>With its schedules, and at once: no group is ever seen DELETING.</summary>
internal static class DeleteScheduleGroup
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define<DeleteScheduleGroupRequest>(
            "DeleteScheduleGroup",
            SchedulerJson.Default.DeleteScheduleGroupRequest,
            Handle,
            Names.Name<DeleteScheduleGroupRequest>("name", r => r.Name).Required(),
            Names.Token<DeleteScheduleGroupRequest>(r => r.ClientToken)
        )
        .Http("DELETE /schedule-groups/{Name}?clientToken={ClientToken}");

    private static Result<Nothing> Handle(SchedulerState state, DeleteScheduleGroupRequest request, Context context)
    {
        if (request.Name == GroupRow.Default)
            return Errors.Invalid("The default schedule group cannot be deleted.");
        if (!state.FindGroup(request.Name!).Ok(out var group, out var error))
            return state.Deleted.Has(request.Name!, request.ClientToken) ? Nothing.Instance : error;
        state.Deleted.Add(request.Name!, request.ClientToken);
        state.Delete(context.Changes, group);
        return Nothing.Instance;
    }
}
