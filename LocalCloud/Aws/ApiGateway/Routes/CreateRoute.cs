namespace LocalCloud.Aws.ApiGateway.Routes;

internal static class CreateRoute
{
    public static readonly Operation<ApiGatewayState, RouteInput, Route> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateRoute",
            ApiGatewayJson.Default.RouteInput,
            ApiGatewayJson.Default.Route,
            Handle,
            [Must.Member<RouteInput>("routeKey", r => r.RouteKey).Required(), .. RouteInput.Limits]
        )
        .Http("POST /v2/apis/{apiId}/routes", status: 201);

    private static Result<Route> Handle(ApiGatewayState state, RouteInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        var route = request.Onto(new() { RouteId = Ids.Route() });
        if (RouteRules.Check(entry, request, route) is { } refused)
            return refused;
        state.Put(context.Changes, entry, route);
        state.Deploy(context.Changes, entry);
        return route;
    }
}
