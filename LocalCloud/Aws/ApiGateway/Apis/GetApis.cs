namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class GetApis
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Api>> Definition = Operation<ApiGatewayState>
        .Define("GetApis", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageApi, Handle)
        .Http("GET /v2/apis?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Api>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        Page.Of(state.Apis.Select(a => KeyValuePair.Create(a.Key, a.Value.Api.At(context.Endpoint))), request);
}
