namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class DeleteApi
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteApi", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (state.Domains.Values.Any(d => d.Mappings.Values.Any(m => m.ApiId == request.ApiId)))
            return Errors.Conflict("Deleting API failed. Please remove all API mappings related to the API in your domains.");
        state.Delete(context.Changes, entry);
        return Nothing.Instance;
    }
}
