namespace LocalCloud.Aws.ApiGateway.Stages;

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
