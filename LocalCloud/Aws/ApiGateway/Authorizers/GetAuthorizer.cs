namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class GetAuthorizer
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Authorizer> Definition = Operation<ApiGatewayState>
        .Define("GetAuthorizer", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Authorizer, Handle)
        .Http("GET /v2/apis/{apiId}/authorizers/{authorizerId}");

    private static Result<Authorizer> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        return entry.Authorizers.TryGetValue(request.AuthorizerId!, out var authorizer) ? authorizer : Errors.No("Authorizer");
    }
}
