using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record GroupRequest(string? Name);

internal sealed record GroupSummary
{
    public required string Arn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationDate { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModificationDate { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }

    internal static GroupSummary Of(SchedulerState state, GroupRow group) =>
        new()
        {
            Arn = state.Scope.Arn("scheduler", $"schedule-group/{group.Name}"),
            CreationDate = group.Created,
            LastModificationDate = group.Modified,
            Name = group.Name,
            State = "ACTIVE",
        };
}

internal static class GetScheduleGroup
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "GetScheduleGroup",
            SchedulerJson.Default.GroupRequest,
            SchedulerJson.Default.GroupSummary,
            Handle,
            Names.Name<GroupRequest>("name", r => r.Name).Required()
        )
        .Http("GET /schedule-groups/{Name}");

    private static Result<GroupSummary> Handle(SchedulerState state, GroupRequest request, Context context) =>
        state.FindGroup(request.Name!).Ok(out var group, out var error) ? GroupSummary.Of(state, group) : error;
}
