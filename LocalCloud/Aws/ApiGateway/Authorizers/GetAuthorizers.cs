namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class GetAuthorizers
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Authorizer>> Definition = Operation<ApiGatewayState>
        .Define("GetAuthorizers", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageAuthorizer, Handle)
        .Http("GET /v2/apis/{apiId}/authorizers?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Authorizer>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? Page.Of(entry.Authorizers, request) : error;
}
