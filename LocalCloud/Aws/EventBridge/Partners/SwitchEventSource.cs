namespace LocalCloud.Aws.EventBridge.Partners;

/// <summary>ActivateEventSource and DeactivateEventSource differ in one word.</summary>
internal static class SwitchEventSource
{
    public static Operation<EventsState, SwitchEventSourceRequest, Nothing> Define(string name, bool to) =>
        Operation<EventsState>.Define(
            name,
            EventsJson.Default.SwitchEventSourceRequest,
            (state, request, context) => Switch(state, context.Changes, request.Name!, to),
            PartnerRules.SourceName<SwitchEventSourceRequest>(r => r.Name).Required()
        );

    public static Result<Nothing> Switch(EventsState state, Changes changes, string name, bool to)
    {
        var now = state.Time.GetUtcNow();
        if (state.EventSources.GetValueOrDefault(name) is not { } row)
            return PartnerRules.NotFound(name);
        if (row.State(now) == EventSourceRow.Deleted)
            return new AwsError("InvalidStateException", $"Event source {name} is in the state {EventSourceRow.Deleted}.");
        state.EventSources.Put(changes, row with { Activated = to, Expires = to ? row.Expires : now + PartnerRules.PendingFor });
        return Nothing.Instance;
    }
}
