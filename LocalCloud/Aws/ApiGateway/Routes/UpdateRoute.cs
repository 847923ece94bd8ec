namespace LocalCloud.Aws.ApiGateway.Routes;

internal static class UpdateRoute
{
    public static readonly Operation<ApiGatewayState, RouteInput, Route> Definition = Operation<ApiGatewayState>
        .Define("UpdateRoute", ApiGatewayJson.Default.RouteInput, ApiGatewayJson.Default.Route, Handle, RouteInput.Limits)
        .Http("PATCH /v2/apis/{apiId}/routes/{routeId}");

    private static Result<Route> Handle(ApiGatewayState state, RouteInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Routes.TryGetValue(request.RouteId!, out var existing))
            return Errors.No("Route");
        var route = request.Onto(existing);
        if (RouteRules.Check(entry, request, route) is { } refused)
            return refused;
        state.Put(context.Changes, entry, route);
        state.Deploy(context.Changes, entry);
        return route;
    }
}
