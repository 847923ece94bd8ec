namespace LocalCloud.Aws.ApiGateway.Apis;

internal static class DeleteCorsConfiguration
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteCorsConfiguration", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/cors", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        entry.Api = entry.Api with { CorsConfiguration = null };
        state.Put(context.Changes, entry);
        state.Deploy(context.Changes, entry);
        return Nothing.Instance;
    }
}
