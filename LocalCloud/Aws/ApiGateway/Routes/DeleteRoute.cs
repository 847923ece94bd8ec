namespace LocalCloud.Aws.ApiGateway.Routes;

internal static class DeleteRoute
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteRoute", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/routes/{routeId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Routes.ContainsKey(request.RouteId!))
            return Errors.No("Route");
        state.DeleteRoute(context.Changes, entry, request.RouteId!);
        state.Deploy(context.Changes, entry);
        return Nothing.Instance;
    }
}
