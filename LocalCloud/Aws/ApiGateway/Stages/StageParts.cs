namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class DeleteAccessLogSettings
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteAccessLogSettings", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/stages/{stageName}/accesslogsettings", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.FindStage(request.ApiId, request.StageName).Ok(out var found, out var error))
            return error;
        state.Put(context.Changes, found.Api, found.Stage with { AccessLogSettings = null, LastUpdatedDate = context.Now });
        return Nothing.Instance;
    }
}

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

internal static class ResetAuthorizersCache
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("ResetAuthorizersCache", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/stages/{stageName}/cache/authorizers", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.FindStage(request.ApiId, request.StageName).Ok(out _, out var error))
            return error;
        state.Service.Decisions.Forget(request.ApiId!, request.StageName!);
        return Nothing.Instance;
    }
}
