using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Replays;

internal sealed record ListReplaysRequest(string? NamePrefix, string? State, string? EventSourceArn, string? NextToken, int? Limit);

internal sealed record ListReplaysResponse(List<ListedReplay> Replays, string? NextToken);

internal sealed record ListedReplay
{
    public required string ReplayName { get; init; }
    public required string EventSourceArn { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }

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

internal static class ListReplays
{
    public static readonly Operation<EventsState, ListReplaysRequest, ListReplaysResponse> Definition = Operation<EventsState>.Define(
        "ListReplays",
        EventsJson.Default.ListReplaysRequest,
        EventsJson.Default.ListReplaysResponse,
        Handle,
        Names.Simple<ListReplaysRequest>(r => r.NamePrefix, "namePrefix", 64),
        Must.Member<ListReplaysRequest>("state", r => r.State).Enum(ReplayRow.States),
        Names.ResourceArn<ListReplaysRequest>(r => r.EventSourceArn, "eventSourceArn"),
        Names.NextToken<ListReplaysRequest>(r => r.NextToken),
        Names.Limit<ListReplaysRequest>(r => r.Limit)
    );

    private static Result<ListReplaysResponse> Handle(EventsState state, ListReplaysRequest request, Context context)
    {
        if (new[] { request.NamePrefix, request.EventSourceArn, request.State }.Count(filter => filter is not null) > 1)
            return Errors.Invalid("At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.");
        var replays = state.Replays.Values.Where(r =>
            r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)
            && (request.EventSourceArn ?? r.EventSourceArn) == r.EventSourceArn
            && (request.State ?? r.State) == r.State
        );
        return Names.Pages.ByKey(replays, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListReplaysResponse([.. page.Items.Select(Listed)], page.NextToken)
            : error;
    }

    private static ListedReplay Listed(ReplayRow row) =>
        new()
        {
            ReplayName = row.Name,
            EventSourceArn = row.EventSourceArn,
            State = row.State,
            StateReason = row.StateReason,
            EventStartTime = row.EventStartTime,
            EventEndTime = row.EventEndTime,
            EventLastReplayedTime = row.EventLastReplayedTime,
            ReplayStartTime = row.ReplayStartTime,
            ReplayEndTime = row.ReplayEndTime,
        };
}
