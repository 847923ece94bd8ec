namespace LocalCloud.Aws.EventBridge.Replays;

/// <summary>What the operations on replays share.</summary>
internal static class ReplayRules
{
    public const int MostAtOnce = 10;

    public static string Arn(EventsState state, string name) => state.Scope.Arn("events", $"replay/{name}");

    public static Result<ReplayRow> Find(EventsState state, string name) =>
        state.Replays.GetValueOrDefault(name) is { } row
            ? row
            : new AwsError("ResourceNotFoundException", $"Replay {name} does not exist.");
}
