namespace LocalCloud.Aws.ApiGateway.Deployments;

internal static class GetDeployment
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Deployment> Definition = Operation<ApiGatewayState>
        .Define("GetDeployment", ApiGatewayJson.Default.ApiRequest, ApiGatewayJson.Default.Deployment, Handle)
        .Http("GET /v2/apis/{apiId}/deployments/{deploymentId}");

    private static Result<Deployment> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        return entry.Deployments.TryGetValue(request.DeploymentId!, out var row) ? row.Deployment : Errors.No("Deployment");
    }
}
