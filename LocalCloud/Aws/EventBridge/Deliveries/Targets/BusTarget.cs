namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>Another bus of this host, in whichever account and region it is. The event keeps its id and origin.</summary>
internal static class BusTarget
{
    public static readonly TargetType Type = new(
        "events",
        arn => arn.Service == "events" && arn.Resource.StartsWith(Names.BusPrefix, StringComparison.Ordinal),
        DeliverAsync
    );

    private static async ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation)
    {
        var delivery = call.Delivery!;
        var service = call.Host.Service<EventsService>();
        var from = (EventsState)service.State(call.Scope);
        var name = Names.BusOf(call.Arn, call.Scope, out var scope);
        // "EventBridge can't route events received from a sender event bus to a third event bus"
        if (delivery.FromBus is not null)
            return new DeliveryFailure(
                scope.Region == call.Scope.Region ? "THIRD_ACCOUNT_HOP_DETECTED" : "THIRD_REGION_HOP_DETECTED",
                $"The event came from {delivery.FromBus} and cannot go on to a third event bus.",
                Retriable: false
            );
        if (Incoming(call, delivery, from) is not { } incoming)
            return new DeliveryFailure("INVALID_JSON", "What goes to an event bus has to be a JSON object.", Retriable: false);
        var taken = await service
            .Host.ChangeAsync((EventsState)service.State(scope), (state, changes) =>
            {
                if (!state.Buses.ContainsKey(name))
                    return Errors.NoBus(name);
                Ingest.Take(state, changes, name, incoming);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return DeliveryFailure.Of(taken);
    }

    private static IncomingEvent? Incoming(TargetCall call, Delivery delivery, EventsState from) =>
        !EventJson.IsObject(call.Payload)
            ? null
            : IncomingEvent.Of(delivery.Event, call.Payload, call.Host.Time.GetUtcNow()) with
            {
                Id = delivery.EventId,
                TraceParent = delivery.TraceParent,
                TraceHeader = delivery.TraceHeader,
                FromBus = from.Buses.GetValueOrDefault(delivery.Bus)?.Arn ?? delivery.Bus,
            };
}
