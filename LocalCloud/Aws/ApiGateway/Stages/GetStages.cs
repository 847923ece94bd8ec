namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class GetStages
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Stage>> Definition = Operation<ApiGatewayState>
        .Define("GetStages", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageStage, Handle)
        .Http("GET /v2/apis/{apiId}/stages?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Stage>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? Page.Of(entry.Stages, request) : error;
}
