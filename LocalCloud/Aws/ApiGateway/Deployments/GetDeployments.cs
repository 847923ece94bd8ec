namespace LocalCloud.Aws.ApiGateway.Deployments;

internal static class GetDeployments
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Deployment>> Definition = Operation<ApiGatewayState>
        .Define("GetDeployments", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageDeployment, Handle)
        .Http("GET /v2/apis/{apiId}/deployments?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Deployment>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error)
            ? Page.Of(entry.Deployments.Select(d => KeyValuePair.Create(d.Key, d.Value.Deployment)), request)
            : error;
}
