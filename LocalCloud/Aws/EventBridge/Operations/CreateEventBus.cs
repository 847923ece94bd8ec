using LocalCloud.Aws.EventBridge.Partners;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record CreateEventBusRequest
{
    public string? Name { get; init; }
    public string? EventSourceName { get; init; }
    public string? Description { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public DeadLetterConfig? DeadLetterConfig { get; init; }
    public LogConfig? LogConfig { get; init; }
    public List<ResourceTag>? Tags { get; init; }
}

internal sealed record CreateEventBusResponse(
    string EventBusArn,
    string? Description,
    string? KmsKeyIdentifier,
    DeadLetterConfig? DeadLetterConfig,
    LogConfig? LogConfig
);

internal static class CreateEventBus
{
    private const int MaxBuses = 100; // beside the default bus

    public static readonly Operation<EventsState, CreateEventBusRequest, CreateEventBusResponse> Definition = Operation<EventsState>.Define(
        "CreateEventBus",
        EventsJson.Default.CreateEventBusRequest,
        EventsJson.Default.CreateEventBusResponse,
        Handle,
        Names.BusName<CreateEventBusRequest>(r => r.Name).Required(),
        PartnerRules.SourceName<CreateEventBusRequest>(r => r.EventSourceName, "eventSourceName"),
        Names.Description<CreateEventBusRequest>(r => r.Description),
        Names.KmsKey<CreateEventBusRequest>(r => r.KmsKeyIdentifier),
        Must.Member<CreateEventBusRequest>("deadLetterConfig.arn", r => r.DeadLetterConfig?.Arn).Length(1, 1600),
        Must.Member<CreateEventBusRequest>("logConfig.includeDetail", r => r.LogConfig?.IncludeDetail).Enum("NONE", "FULL"),
        Must.Member<CreateEventBusRequest>("logConfig.level", r => r.LogConfig?.Level).Enum("OFF", "ERROR", "INFO", "TRACE"),
        Must.Each<CreateEventBusRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<CreateEventBusResponse> Handle(EventsState state, CreateEventBusRequest request, Context context)
    {
        if (request.EventSourceName is { } source && source != request.Name)
            return Errors.Invalid("Event bus name must match the name of the partner event source.");
        if (request.EventSourceName is null && request.Name!.Contains('/'))
            return Errors.Invalid("Event bus name must not contain '/'.");
        if (state.Buses.ContainsKey(request.Name!))
            return Errors.BusExists(request.Name!);
        if (state.Buses.Count > MaxBuses)
            return Errors.LimitExceeded();
        if (
            request.EventSourceName is not null
            && SwitchEventSource.Switch(state, context.Changes, request.EventSourceName, to: true).Error is { } error
        )
            return error;
        var bus = new EventBus(
            state,
            new EventBusRow
            {
                Name = request.Name!,
                Description = request.Description,
                KmsKeyIdentifier = request.KmsKeyIdentifier,
                DeadLetterConfig = request.DeadLetterConfig,
                LogConfig = request.LogConfig,
                Tags = TagMap.Of(request.Tags),
                Created = context.Started,
                Modified = context.Started,
            }
        );
        state.Buses[bus.Name] = bus;
        state.Put(context.Changes, bus);
        return new CreateEventBusResponse(
            bus.Arn,
            bus.Row.Description,
            bus.Row.KmsKeyIdentifier,
            bus.Row.DeadLetterConfig,
            bus.Row.LogConfig
        );
    }
}
