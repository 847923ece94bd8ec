namespace LocalCloud.Aws.EventBridge.Partners;

internal static class DeactivateEventSource
{
    public static readonly Operation<EventsState, SwitchEventSourceRequest, Nothing> Definition = SwitchEventSource.Define(
        "DeactivateEventSource",
        false
    );
}
