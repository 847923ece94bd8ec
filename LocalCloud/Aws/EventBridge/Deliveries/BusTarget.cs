using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>Puts the event on another bus of this host, in whichever account and region it is. The event keeps its id and origin.</summary>
internal static class BusTarget
{
    public static async ValueTask<DeliveryFailure?> SendAsync(EventsService service, EventsState from, Delivery delivery)
    {
        var name = Names.BusOf(delivery.Target.Arn, from.Scope, out var scope);
        // "EventBridge can't route events received from a sender event bus to a third event bus"
        if (delivery.FromBus is not null)
            return new DeliveryFailure(
                scope.Region == from.Scope.Region ? "THIRD_ACCOUNT_HOP_DETECTED" : "THIRD_REGION_HOP_DETECTED",
                $"The event came from {delivery.FromBus} and cannot go on to a third event bus.", Retriable: false);
        if (!TargetInput.TryMake(delivery, out var body, out var failure))
            return failure;
        if (Incoming(delivery, from, body) is not { } incoming)
            return new DeliveryFailure("INVALID_JSON", "What goes to an event bus has to be a JSON object.", Retriable: false);
        var taken = await service.Host.ChangeAsync((EventsState)service.State(scope), (state, changes) =>
        {
            if (!state.Buses.ContainsKey(name))
                return Errors.NoBus(name);
            Ingest.Take(state, changes, name, incoming);
            return (Result<Nothing>)Nothing.Instance;
        }).ConfigureAwait(false);
        return taken.Error switch
        {
            null => null,
            { Status: >= 500 } error => new DeliveryFailure("INTERNAL_ERROR", error.Message, Retriable: true),
            var error => new DeliveryFailure("NO_RESOURCE", error.Message, Retriable: false),
        };
    }

    private static IncomingEvent? Incoming(Delivery delivery, EventsState from, byte[] body)
    {
        if (!EventJson.IsObject(body))
            return null;
        using var document = JsonDocument.Parse(delivery.Event, EventJson.Reading);
        var origin = document.RootElement;
        return new IncomingEvent(
            delivery.EventId, origin.GetProperty("source").GetString()!, origin.GetProperty("detail-type").GetString()!, body, from.Time.GetUtcNow())
        {
            TraceParent = delivery.TraceParent,
            TraceHeader = delivery.TraceHeader,
            FromBus = from.Buses.GetValueOrDefault(delivery.Bus)?.Arn ?? delivery.Bus,
        };
    }
}
