namespace LocalCloud.Aws.EventBridge.Endpoints;

internal sealed record DeleteEndpointRequest(string? Name);

internal static class DeleteEndpoint
{
    public static readonly Operation<EventsState, DeleteEndpointRequest, Nothing> Definition = Operation<EventsState>.Define(
        "DeleteEndpoint",
        EventsJson.Default.DeleteEndpointRequest,
        Handle,
        EndpointRules.Name<DeleteEndpointRequest>(r => r.Name).Required()
    );

    private static Result<Nothing> Handle(EventsState state, DeleteEndpointRequest request, Context context)
    {
        if (state.Endpoints.GetValueOrDefault(request.Name!) is not { } row)
            return EndpointRules.NotFound(request.Name!);
        state.Endpoints.Delete(context.Changes, row.Name);
        return Nothing.Instance;
    }
}
