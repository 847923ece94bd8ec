namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record UpdateEventBusRequest(
    string? Name,
    string? KmsKeyIdentifier,
    string? Description,
    DeadLetterConfig? DeadLetterConfig,
    LogConfig? LogConfig
);

internal sealed record UpdateEventBusResponse(
    string Arn,
    string Name,
    string? KmsKeyIdentifier,
    string? Description,
    DeadLetterConfig? DeadLetterConfig,
    LogConfig? LogConfig
);

internal static class UpdateEventBus
{
    public static readonly Operation<EventsState, UpdateEventBusRequest, UpdateEventBusResponse> Definition = Operation<EventsState>.Define(
        "UpdateEventBus",
        EventsJson.Default.UpdateEventBusRequest,
        EventsJson.Default.UpdateEventBusResponse,
        Handle,
        Names.BusName<UpdateEventBusRequest>(r => r.Name),
        Names.Description<UpdateEventBusRequest>(r => r.Description),
        Names.KmsKey<UpdateEventBusRequest>(r => r.KmsKeyIdentifier),
        Must.Member<UpdateEventBusRequest>("deadLetterConfig.arn", r => r.DeadLetterConfig?.Arn).Length(1, 1600),
        Must.Member<UpdateEventBusRequest>("logConfig.includeDetail", r => r.LogConfig?.IncludeDetail).Enum("NONE", "FULL"),
        Must.Member<UpdateEventBusRequest>("logConfig.level", r => r.LogConfig?.Level).Enum("OFF", "ERROR", "INFO", "TRACE")
    );

    private static Result<UpdateEventBusResponse> Handle(EventsState state, UpdateEventBusRequest request, Context context)
    {
        if (!Names.FindBus(state, request.Name).Ok(out var bus, out var error))
            return error;
        bus.Row = bus.Row with
        {
            KmsKeyIdentifier = request.KmsKeyIdentifier,
            Description = request.Description,
            DeadLetterConfig = request.DeadLetterConfig,
            LogConfig = request.LogConfig,
            Modified = context.Now,
        };
        state.Put(context.Changes, bus);
        return new UpdateEventBusResponse(
            bus.Arn,
            bus.Name,
            bus.Row.KmsKeyIdentifier,
            bus.Row.Description,
            bus.Row.DeadLetterConfig,
            bus.Row.LogConfig
        );
    }
}
