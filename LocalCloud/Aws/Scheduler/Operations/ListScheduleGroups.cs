namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record ListScheduleGroupsRequest(string? NamePrefix, string? NextToken, int? MaxResults);

internal sealed record ListScheduleGroupsResponse(List<GroupSummary> ScheduleGroups, string? NextToken);

internal static class ListScheduleGroups
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "ListScheduleGroups",
            SchedulerJson.Default.ListScheduleGroupsRequest,
            SchedulerJson.Default.ListScheduleGroupsResponse,
            Handle,
            Names.Name<ListScheduleGroupsRequest>("namePrefix", r => r.NamePrefix),
            Names.NextToken<ListScheduleGroupsRequest>(r => r.NextToken),
            Names.MaxResults<ListScheduleGroupsRequest>(r => r.MaxResults)
        )
        .Http("GET /schedule-groups?NamePrefix={NamePrefix}&NextToken={NextToken}&MaxResults={MaxResults}");

    private static Result<ListScheduleGroupsResponse> Handle(SchedulerState state, ListScheduleGroupsRequest request, Context context)
    {
        var found = state.Groups.Values.Where(g => g.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal));
        return Names.Pages.ByKey(found, g => g.Name, request.NextToken, request.MaxResults).Ok(out var page, out var error)
            ? new ListScheduleGroupsResponse([.. page.Items.Select(g => GroupSummary.Of(state, g))], page.NextToken)
            : error;
    }
}
