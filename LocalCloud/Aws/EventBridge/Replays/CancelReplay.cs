namespace LocalCloud.Aws.EventBridge.Replays;

internal sealed record CancelReplayRequest(string? ReplayName);

internal sealed record CancelReplayResponse(string ReplayArn, string State, string? StateReason);

internal static class CancelReplay
{
    public static readonly Operation<EventsState, CancelReplayRequest, CancelReplayResponse> Definition = Operation<EventsState>.Define(
        "CancelReplay",
        EventsJson.Default.CancelReplayRequest,
        EventsJson.Default.CancelReplayResponse,
        Handle,
        Names.Simple<CancelReplayRequest>(r => r.ReplayName, "replayName", 64).Required()
    );

    private static Result<CancelReplayResponse> Handle(EventsState state, CancelReplayRequest request, Context context)
    {
        if (!ReplayRules.Find(state, request.ReplayName!).Ok(out var row, out var error))
            return error;
        if (row.State is not (ReplayRow.Starting or ReplayRow.Running))
            return new AwsError("IllegalStatusException", $"Replay {row.Name} is not in a valid state for this operation.");
        state.Replays.Put(context.Changes, row with { State = ReplayRow.Cancelling });
        context.Changes.AfterCommit(() => state.Service.Replays.Wake(state, row.Name));
        return new CancelReplayResponse(ReplayRules.Arn(state, row.Name), ReplayRow.Cancelling, null);
    }
}
