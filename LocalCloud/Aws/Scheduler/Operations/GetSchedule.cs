using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Scheduler.Operations;

internal sealed record ScheduleRequest(string? Name, string? GroupName);

internal sealed record GetScheduleResponse
{
    public required string ActionAfterCompletion { get; init; }
    public required string Arn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationDate { get; init; }
    public string? Description { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EndDate { get; init; }
    public required FlexibleTimeWindow FlexibleTimeWindow { get; init; }
    public required string GroupName { get; init; }
    public string? KmsKeyArn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModificationDate { get; init; }
    public required string Name { get; init; }
    public required string ScheduleExpression { get; init; }
    public required string ScheduleExpressionTimezone { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? StartDate { get; init; }
    public required string State { get; init; }
    public required Target Target { get; init; }
}

internal static class GetSchedule
{
    public static readonly Operation Definition = Operation<SchedulerState>
        .Define(
            "GetSchedule",
            SchedulerJson.Default.ScheduleRequest,
            SchedulerJson.Default.GetScheduleResponse,
            Handle,
            Names.Name<ScheduleRequest>("name", r => r.Name).Required(),
            Names.Name<ScheduleRequest>("groupName", r => r.GroupName)
        )
        .Http("GET /schedules/{Name}?groupName={GroupName}");

    private static Result<GetScheduleResponse> Handle(SchedulerState state, ScheduleRequest request, Context context)
    {
        if (!state.FindSchedule(request.GroupName, request.Name!).Ok(out var schedule, out var error))
            return error;
        var row = schedule.Row;
        return new GetScheduleResponse
        {
            ActionAfterCompletion = row.ActionAfterCompletion,
            Arn = schedule.Arn,
            CreationDate = row.Created,
            Description = row.Description,
            EndDate = row.EndDate,
            FlexibleTimeWindow = row.Window,
            GroupName = row.Group,
            KmsKeyArn = row.KmsKeyArn,
            LastModificationDate = row.Modified,
            Name = row.Name,
            ScheduleExpression = row.Expression,
            ScheduleExpressionTimezone = row.Timezone,
            StartDate = row.StartDate,
            State = row.State,
            Target = row.Target,
        };
    }
}
