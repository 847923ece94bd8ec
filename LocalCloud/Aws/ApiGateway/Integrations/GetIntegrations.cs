namespace LocalCloud.Aws.ApiGateway.Integrations;

internal static class GetIntegrations
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Integration>> Definition = Operation<ApiGatewayState>
        .Define("GetIntegrations", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageIntegration, Handle)
        .Http("GET /v2/apis/{apiId}/integrations?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Integration>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? Page.Of(entry.Integrations, request) : error;
}
