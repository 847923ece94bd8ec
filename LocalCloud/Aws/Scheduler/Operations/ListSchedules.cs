using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record ListSchedulesRequest(string? GroupName, string? NamePrefix, string? State, string? NextToken, int? MaxResults);

internal sealed record ListSchedulesResponse(List<ScheduleSummary> Schedules, string? NextToken);

internal sealed record ScheduleSummary
{
    public required string Arn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationDate { get; init; }
    public required string GroupName { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModificationDate { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }
    public required TargetSummary Target { get; init; }
}

internal sealed record TargetSummary(string Arn);

internal static class ListSchedules
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "ListSchedules",
            SchedulerJson.Default.ListSchedulesRequest,
            SchedulerJson.Default.ListSchedulesResponse,
            Handle,
            Names.Name<ListSchedulesRequest>("groupName", r => r.GroupName),
            Names.Name<ListSchedulesRequest>("namePrefix", r => r.NamePrefix),
            Must.Member<ListSchedulesRequest>("state", r => r.State).Enum(ScheduleRow.Enabled, ScheduleRow.Disabled),
            Names.NextToken<ListSchedulesRequest>(r => r.NextToken),
            Names.MaxResults<ListSchedulesRequest>(r => r.MaxResults)
        )
        .Http(
            "GET /schedules?ScheduleGroup={GroupName}&NamePrefix={NamePrefix}&State={State}&NextToken={NextToken}&MaxResults={MaxResults}"
        );

    private static Result<ListSchedulesResponse> Handle(SchedulerState state, ListSchedulesRequest request, Context context)
    {
        if (request.GroupName is { } group && !state.FindGroup(group).Ok(out _, out var error))
            return error;
        var found = state.Schedules.Values.Where(s =>
            (request.GroupName ?? s.Row.Group) == s.Row.Group
            && (request.State ?? s.Row.State) == s.Row.State
            && s.Row.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)
        );
        if (
            !Names
                .Pages.ByKey(found, s => SchedulerState.Key(s.Row.Group, s.Row.Name), request.NextToken, request.MaxResults)
                .Ok(out var page, out error)
        )
            return error;
        return new ListSchedulesResponse([.. page.Items.Select(Summary)], page.NextToken);
    }

    private static ScheduleSummary Summary(Schedule schedule) =>
        new()
        {
            Arn = schedule.Arn,
            CreationDate = schedule.Row.Created,
            GroupName = schedule.Row.Group,
            LastModificationDate = schedule.Row.Modified,
            Name = schedule.Row.Name,
            State = schedule.Row.State,
            Target = new(schedule.Row.Target.Arn!),
        };
}
