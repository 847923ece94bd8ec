namespace LocalCloud.Aws.ApiGateway.Integrations;

internal static class GetIntegration
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Integration> Definition = Operation<ApiGatewayState>
        .Define("GetIntegration", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Integration, Handle)
        .Http("GET /v2/apis/{apiId}/integrations/{integrationId}");

    private static Result<Integration> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        return entry.Integrations.TryGetValue(request.IntegrationId!, out var integration) ? integration : Errors.No("Integration");
    }
}
