using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>Another bus of this host, in whichever account and region it is. The event keeps its id and origin.</summary>
internal static class BusToBusTarget
{
    public static async ValueTask<DeliveryFailure?> DeliverAsync(EventCall call)
    {
        var (from, delivery) = (call.State, call.Delivery);
        var name = Names.BusOf(call.Target, from.Scope, out var scope);
        // "EventBridge can't route events received from a sender event bus to a third event bus"
        if (delivery.FromBus is not null)
            return new DeliveryFailure(
                scope.Region == from.Scope.Region ? "THIRD_ACCOUNT_HOP_DETECTED" : "THIRD_REGION_HOP_DETECTED",
                $"The event came from {delivery.FromBus} and cannot go on to a third event bus.",
                Retriable: false
            );
        if (Incoming(call, delivery, from) is not { } incoming)
            return new DeliveryFailure("INVALID_JSON", "What goes to an event bus has to be a JSON object.", Retriable: false);
        var taken = await call
            .Host.ChangeAsync((EventsState)call.Service.State(scope), (state, changes) =>
            {
                if (!state.Buses.ContainsKey(name))
                    return Errors.NoBus(name);
                Ingest.Take(state, changes, name, incoming);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        return FailureCode.Of(taken.Error);
    }

    private static IncomingEvent? Incoming(EventCall call, Delivery delivery, EventsState from) =>
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
