using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Replays;

internal sealed record DescribeReplayRequest(string? ReplayName);

internal sealed record DescribeReplayResponse
{
    public required string ReplayName { get; init; }
    public required string ReplayArn { get; init; }
    public string? Description { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }
    public required string EventSourceArn { get; init; }
    public required ReplayDestination Destination { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset EventStartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset EventEndTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EventLastReplayedTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset ReplayStartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? ReplayEndTime { get; init; }
}

internal static class DescribeReplay
{
    public static readonly Operation<EventsState, DescribeReplayRequest, DescribeReplayResponse> Definition = Operation<EventsState>.Define(
        "DescribeReplay",
        EventsJson.Default.DescribeReplayRequest,
        EventsJson.Default.DescribeReplayResponse,
        Handle,
        Names.Simple<DescribeReplayRequest>(r => r.ReplayName, "replayName", 64).Required()
    );

    private static Result<DescribeReplayResponse> Handle(EventsState state, DescribeReplayRequest request, Context context) =>
        ReplayRules.Find(state, request.ReplayName!).Ok(out var row, out var error)
            ? new DescribeReplayResponse
            {
                ReplayName = row.Name,
                ReplayArn = ReplayRules.Arn(state, row.Name),
                Description = row.Description,
                State = row.State,
                StateReason = row.StateReason,
                EventSourceArn = row.EventSourceArn,
                Destination = row.Destination,
                EventStartTime = row.EventStartTime,
                EventEndTime = row.EventEndTime,
                EventLastReplayedTime = row.EventLastReplayedTime,
                ReplayStartTime = row.ReplayStartTime,
                ReplayEndTime = row.ReplayEndTime,
            }
            : error;
}
