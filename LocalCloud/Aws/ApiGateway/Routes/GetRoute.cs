namespace LocalCloud.Aws.ApiGateway.Routes;

internal static class GetRoute
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Route> Definition = Operation<ApiGatewayState>
        .Define("GetRoute", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Route, Handle)
        .Http("GET /v2/apis/{apiId}/routes/{routeId}");

    private static Result<Route> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        return entry.Routes.TryGetValue(request.RouteId!, out var route) ? route : Errors.No("Route");
    }
}
