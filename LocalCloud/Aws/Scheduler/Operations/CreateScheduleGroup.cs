namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record CreateScheduleGroupRequest(string? Name, List<ResourceTag>? Tags, string? ClientToken);

internal sealed record CreateScheduleGroupResponse(string ScheduleGroupArn);

internal static class CreateScheduleGroup
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "CreateScheduleGroup",
            SchedulerJson.Default.CreateScheduleGroupRequest,
            SchedulerJson.Default.CreateScheduleGroupResponse,
            Handle,
            Names.Name<CreateScheduleGroupRequest>("name", r => r.Name).Required(),
            Must.Member<CreateScheduleGroupRequest>("tags", r => r.Tags).Length(0, 200),
            Names.Tags<CreateScheduleGroupRequest>(r => r.Tags),
            Names.Token<CreateScheduleGroupRequest>(r => r.ClientToken)
        )
        .Http("POST /schedule-groups/{Name}");

    private static Result<CreateScheduleGroupResponse> Handle(SchedulerState state, CreateScheduleGroupRequest request, Context context)
    {
        var answer = new CreateScheduleGroupResponse(state.Scope.Arn("scheduler", $"schedule-group/{request.Name}"));
        if (state.Groups.TryGetValue(request.Name!, out var existing))
            return request.ClientToken is { } token && token == existing.ClientToken ? answer : Errors.GroupExists(request.Name!);
        var group = new GroupRow
        {
            Name = request.Name!,
            Created = context.Now,
            Modified = context.Now,
            ClientToken = request.ClientToken,
        };
        foreach (var tag in request.Tags ?? [])
            group.Tags[tag.Key!] = tag.Value!;
        state.Put(context.Changes, group);
        return answer;
    }
}
