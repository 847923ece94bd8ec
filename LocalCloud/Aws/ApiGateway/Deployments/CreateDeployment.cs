namespace LocalCloud.Aws.ApiGateway.Deployments;

internal static class CreateDeployment
{
    public static readonly Operation<ApiGatewayState, DeploymentInput, Deployment> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateDeployment",
            ApiGatewayJson.Default.DeploymentInput,
            ApiGatewayJson.Default.Deployment,
            Handle,
            Must.Member<DeploymentInput>("description", r => r.Description).Length(0, 1024),
            Must.Member<DeploymentInput>("stageName", r => r.StageName).Length(1, 128)
        )
        .Http("POST /v2/apis/{apiId}/deployments", status: 201);

    private static Result<Deployment> Handle(ApiGatewayState state, DeploymentInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        Stages.Stage? stage = null;
        if (request.StageName is { } name && !entry.Stages.TryGetValue(name, out stage))
            return Errors.No("stage");
        if (stage is { AutoDeploy: true })
            return Errors.BadRequest("Deployments cannot be created for a stage with automatic deployments");
        if (entry.Routes.Count == 0)
            return Deploying.NoRoutes;
        var deployment = new Deployment
        {
            AutoDeployed = false,
            CreatedDate = context.Now,
            DeploymentId = Ids.Short(),
            Description = request.Description,
        };
        state.Put(context.Changes, entry, new DeploymentRow(deployment, entry.Snapshot()));
        if (stage is not null)
            Deploying.Point(state, context.Changes, entry, stage, deployment.DeploymentId, context.Now);
        return deployment;
    }
}
