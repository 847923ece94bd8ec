namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class GetStage
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Stage> Definition = Operation<ApiGatewayState>
        .Define("GetStage", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Stage, Handle)
        .Http("GET /v2/apis/{apiId}/stages/{stageName}");

    private static Result<Stage> Handle(ApiGatewayState state, ApiRequest request, Context context) =>
        state.FindStage(request.ApiId, request.StageName).Ok(out var found, out var error) ? found.Stage : error;
}
