namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class GetApi
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Api> Definition = Operation<ApiGatewayState>
        .Define("GetApi", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Api, Handle)
        .Http("GET /v2/apis/{apiId}");

    private static Result<Api> Handle(ApiGatewayState state, ApiRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error) ? entry.Api.At(context.Endpoint) : error;
}
