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
