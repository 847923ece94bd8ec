namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record DeleteConnectionRequest(string? Name);

internal static class DeleteConnection
{
    public static readonly Operation<EventsState, DeleteConnectionRequest, ConnectionResponse> Definition =
        Operation<EventsState>.DefineAsync(
            "DeleteConnection",
            EventsJson.Default.DeleteConnectionRequest,
            EventsJson.Default.ConnectionResponse,
            (state, request, context) => ConnectionSecret.WithAsync(state, request.Name!, request, context, Handle),
            ConnectionRules.Name<DeleteConnectionRequest>(r => r.Name).Required()
        );

    private static Result<ConnectionResponse> Handle(EventsState state, DeleteConnectionRequest request, Context context)
    {
        if (state.Connections.GetValueOrDefault(request.Name!) is not { } row)
            return ConnectionRules.NotFound(request.Name!);
        state.Connections.Delete(context.Changes, row.Name);
        return ConnectionResponse.Of(state, row with { Modified = context.Now }, ConnectionRow.Deleting);
    }
}
