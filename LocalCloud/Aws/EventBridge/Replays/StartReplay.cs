using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Replays;

internal sealed record StartReplayRequest
{
    public string? ReplayName { get; init; }
    public string? Description { get; init; }
    public string? EventSourceArn { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EventStartTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? EventEndTime { get; init; }
    public ReplayDestination? Destination { get; init; }
}

internal sealed record StartReplayResponse(
    string ReplayArn,
    string State,
    string? StateReason,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset ReplayStartTime
);

internal static class StartReplay
{
    private const string ArchivePrefix = "archive/";

    public static readonly Operation<EventsState, StartReplayRequest, StartReplayResponse> Definition = Operation<EventsState>.Define(
        "StartReplay",
        EventsJson.Default.StartReplayRequest,
        EventsJson.Default.StartReplayResponse,
        Handle,
        Names.Simple<StartReplayRequest>(r => r.ReplayName, "replayName", 64).Required(),
        Names.Description<StartReplayRequest>(r => r.Description),
        Names.ResourceArn<StartReplayRequest>(r => r.EventSourceArn, "eventSourceArn").Required(),
        Must.Member<StartReplayRequest>("eventStartTime", r => r.EventStartTime).Required(),
        Must.Member<StartReplayRequest>("eventEndTime", r => r.EventEndTime).Required(),
        Must.Member<StartReplayRequest>("destination", r => r.Destination).Required(),
        Must.Within<StartReplayRequest, ReplayDestination>(
            "destination",
            r => r.Destination,
            Must.Member<ReplayDestination>("arn", d => d.Arn).Required().Length(1, 1600)
        )
    );

    private static Result<StartReplayResponse> Handle(EventsState state, StartReplayRequest request, Context context)
    {
        var destination = request.Destination!;
        if (!Arn.TryParse(destination.Arn!, out var to) || !to.Resource.StartsWith(Names.BusPrefix, StringComparison.Ordinal))
            return Invalid("Destination.Arn", "Must contain an event bus ARN.");
        if (!Names.FindBus(state, destination.Arn).Ok(out var bus, out var error))
            return error;
        var name =
            Arn.TryParse(request.EventSourceArn!, out var from) && from.Resource.StartsWith(ArchivePrefix, StringComparison.Ordinal)
                ? from.Resource[ArchivePrefix.Length..]
                : request.EventSourceArn!;
        if (from.Scope != state.Scope || !state.Archives.TryGetValue(name, out var archive))
            return Invalid("EventSourceArn", $"Archive {name} does not exist.");
        if (archive.Row.Bus != bus.Name)
            return Invalid("Destination.Arn", "Cross event bus replay is not permitted.");
        if (destination.FilterArns?.FirstOrDefault(arn => bus.Rules.Values.All(r => r.Arn != arn)) is { } unknown)
            return Invalid("Destination.FilterArns", $"{unknown} is not a rule of event bus {bus.Name}.");
        if (request.EventStartTime >= request.EventEndTime)
            return Invalid("EventEndTime", "EventStartTime must be before EventEndTime.");
        if (state.Replays.GetValueOrDefault(request.ReplayName!) is not null)
            return new AwsError("ResourceAlreadyExistsException", $"Replay {request.ReplayName} already exists.");
        if (state.Replays.Values.Count(r => r.IsActive) >= ReplayRules.MostAtOnce)
            return Errors.LimitExceeded();

        var row = new ReplayRow
        {
            Name = request.ReplayName!,
            Description = request.Description,
            EventSourceArn = request.EventSourceArn!,
            Archive = archive.Name,
            Bus = bus.Name,
            Destination = destination,
            EventStartTime = request.EventStartTime!.Value,
            EventEndTime = request.EventEndTime!.Value,
            ReplayStartTime = context.Now,
        };
        state.Replays.Put(context.Changes, row);
        context.Changes.AfterCommit(() => state.Service.Replays.Start(state, row.Name));
        return new StartReplayResponse(ReplayRules.Arn(state, row.Name), row.State, null, row.ReplayStartTime);
    }

    private static AwsError Invalid(string parameter, string reason) =>
        Errors.Invalid($"Parameter {parameter} is not valid. Reason: {reason}");
}
