namespace LocalCloud.Aws.ApiGateway.Deployments;

internal static class DeleteDeployment
{
    public static readonly Operation<ApiGatewayState, ApiRequest, Nothing> Definition = Operation<ApiGatewayState>
        .Define("DeleteDeployment", ApiGatewayJson.Default.ApiRequest, Handle)
        .Http("DELETE /v2/apis/{apiId}/deployments/{deploymentId}", status: 204);

    private static Result<Nothing> Handle(ApiGatewayState state, ApiRequest request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Deployments.ContainsKey(request.DeploymentId!))
            return Errors.No("Deployment");
        if (entry.Stages.Values.Any(s => s.DeploymentId == request.DeploymentId))
            return Errors.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        state.DeleteDeployment(context.Changes, entry, request.DeploymentId!);
        return Nothing.Instance;
    }
}
