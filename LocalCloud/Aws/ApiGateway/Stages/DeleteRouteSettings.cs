namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class DeleteRouteSettings
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteRouteSettings", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/stages/{stageName}/routesettings/{routeKey}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.FindStage(request.ApiId, request.StageName).Ok(out var found, out var error))
            return error;
        if (!found.Stage.RouteSettings.ContainsKey(request.RouteKey!))
            return Errors.NotFound($"Unable to find Route by key {request.RouteKey} within the provided RouteSettings");
        state.Put(
            context.Changes,
            found.Api,
            found.Stage with
            {
                RouteSettings = found.Stage.RouteSettings.Where(s => s.Key != request.RouteKey).ToDictionary(),
                LastUpdatedDate = context.Now,
            }
        );
        return Nothing.Instance;
    }
}
