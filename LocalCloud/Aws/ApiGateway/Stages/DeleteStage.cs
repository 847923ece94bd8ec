namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class DeleteStage
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteStage", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/stages/{stageName}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.FindStage(request.ApiId, request.StageName).Ok(out var found, out var error))
            return error;
        if (state.Domains.Values.Any(d => d.Mappings.Values.Any(m => m.ApiId == request.ApiId && m.Stage == request.StageName)))
            return Errors.Conflict("Deleting stage failed. Please remove all API mappings related to the stage in your domains.");
        state.DeleteStage(context.Changes, found.Api, request.StageName!);
        return Nothing.Instance;
    }
}
