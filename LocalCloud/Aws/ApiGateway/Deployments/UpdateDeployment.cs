namespace LocalCloud.Aws.ApiGateway.Deployments;

internal static class UpdateDeployment
{
    public static readonly Operation<ApiGatewayState, DeploymentInput, Deployment> Definition = Operation<ApiGatewayState>
        .Define(
            "UpdateDeployment",
            ApiGatewayJson.Default.DeploymentInput,
            ApiGatewayJson.Default.Deployment,
            Handle,
            Must.Member<DeploymentInput>("description", r => r.Description).Length(0, 1024)
        )
        .Http("PATCH /v2/apis/{apiId}/deployments/{deploymentId}");

    private static Result<Deployment> Handle(ApiGatewayState state, DeploymentInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (!entry.Deployments.TryGetValue(request.DeploymentId!, out var row))
            return Errors.No("Deployment");
        var updated = row with { Deployment = row.Deployment with { Description = request.Description ?? row.Deployment.Description } };
        state.Put(context.Changes, entry, updated);
        return updated.Deployment;
    }
}
