namespace LocalCloud.Aws.EventBridge.Permissions;

internal sealed record RemovePermissionRequest(string? StatementId, bool? RemoveAllPermissions, string? EventBusName);

internal static class RemovePermission
{
    public static readonly Operation<EventsState, RemovePermissionRequest, Nothing> Definition = Operation<EventsState>.Define(
        "RemovePermission",
        EventsJson.Default.RemovePermissionRequest,
        Handle,
        Names.StatementId<RemovePermissionRequest>(r => r.StatementId),
        Names.OwnBusName<RemovePermissionRequest>(r => r.EventBusName)
    );

    private static Result<Nothing> Handle(EventsState state, RemovePermissionRequest request, Context context)
    {
        if (!Names.FindBus(state, request.EventBusName).Ok(out var bus, out var error))
            return error;
        string? policy = null;
        if (request.RemoveAllPermissions is not true)
        {
            if (request.StatementId is null)
                return Errors.Invalid("Parameter StatementId must be specified.");
            if (!BusPolicy.Without(bus.Row.Policy, request.StatementId).Ok(out var removed, out error))
                return error;
            policy = removed.Policy;
        }
        bus.Row = bus.Row with { Policy = policy, Modified = context.Now };
        state.Put(context.Changes, bus);
        return Nothing.Instance;
    }
}
