namespace LocalCloud.Aws.ApiGateway.Routes;

internal static class GetRoutes
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Route>> Definition = Operation<ApiGatewayState>
        .Define("GetRoutes", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageRoute, Handle)
        .Http("GET /v2/apis/{apiId}/routes?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Route>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? Page.Of(entry.Routes, request) : error;
}
