using LocalCloud.Aws.EventBridge.Partners;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record DeleteEventBusRequest(string? Name);

internal static class DeleteEventBus
{
    public static readonly Operation<EventsState, DeleteEventBusRequest, Nothing> Definition = Operation<EventsState>.Define(
        "DeleteEventBus",
        EventsJson.Default.DeleteEventBusRequest,
        Handle,
        Names.BusName<DeleteEventBusRequest>(r => r.Name).Required()
    );

    // deleting what is not there succeeds, as with AWS
    private static Result<Nothing> Handle(EventsState state, DeleteEventBusRequest request, Context context)
    {
        if (request.Name == EventsState.DefaultBus)
            return Errors.Invalid("Cannot delete event bus default.");
        if (!state.Buses.TryGetValue(request.Name!, out var bus))
            return Nothing.Instance;
        if (bus.Rules.Count > 0)
            return Errors.Invalid("EventBus can't be deleted since it has rules.");
        state.Delete(context.Changes, bus);
        // the source of a partner's bus waits for another
        SwitchEventSource.Switch(state, context.Changes, bus.Name, to: false);
        return Nothing.Instance;
    }
}
