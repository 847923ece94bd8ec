namespace LocalCloud.Aws.EventBridge.ApiDestinations;

internal sealed record DeleteApiDestinationRequest(string? Name);

internal static class DeleteApiDestination
{
    public static readonly Operation<EventsState, DeleteApiDestinationRequest, Nothing> Definition = Operation<EventsState>.Define(
        "DeleteApiDestination",
        EventsJson.Default.DeleteApiDestinationRequest,
        Handle,
        Names.Simple<DeleteApiDestinationRequest>(r => r.Name, "name", 64).Required()
    );

    private static Result<Nothing> Handle(EventsState state, DeleteApiDestinationRequest request, Context context)
    {
        if (state.ApiDestinations.GetValueOrDefault(request.Name!) is not { } row)
            return ApiDestinationRules.NotFound(request.Name!);
        state.ApiDestinations.Delete(context.Changes, row.Name);
        return Nothing.Instance;
    }
}
