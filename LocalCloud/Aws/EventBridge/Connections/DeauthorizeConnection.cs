namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record DeauthorizeConnectionRequest(string? Name);

internal static class DeauthorizeConnection
{
    public static readonly Operation<EventsState, DeauthorizeConnectionRequest, ConnectionResponse> Definition =
        Operation<EventsState>.DefineAsync(
            "DeauthorizeConnection",
            EventsJson.Default.DeauthorizeConnectionRequest,
            EventsJson.Default.ConnectionResponse,
            (state, request, context) => ConnectionSecret.WithAsync(state, request.Name!, request, context, Handle),
            ConnectionRules.Name<DeauthorizeConnectionRequest>(r => r.Name).Required()
        );

    // AWS does it in the background: the answer says that it has begun
    private static Result<ConnectionResponse> Handle(EventsState state, DeauthorizeConnectionRequest request, Context context)
    {
        if (state.Connections.GetValueOrDefault(request.Name!) is not { } row)
            return ConnectionRules.NotFound(request.Name!);
        row = row with { State = ConnectionRow.Deauthorized, StateReason = null, Auth = null, Modified = context.Now };
        state.Connections.Put(context.Changes, row);
        return ConnectionResponse.Of(state, row, ConnectionRow.Deauthorizing);
    }
}
