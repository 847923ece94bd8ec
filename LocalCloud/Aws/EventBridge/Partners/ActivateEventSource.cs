namespace LocalCloud.Aws.EventBridge.Partners;

internal static class ActivateEventSource
{
    public static readonly Operation<EventsState, SwitchEventSourceRequest, Nothing> Definition = SwitchEventSource.Define(
        "ActivateEventSource",
        true
    );
}
