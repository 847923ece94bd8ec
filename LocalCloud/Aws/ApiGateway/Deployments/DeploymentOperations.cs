namespace LocalCloud.Aws.ApiGateway.Deployments;

internal sealed record DeploymentInput
{
    public string? ApiId { get; init; }
    public string? DeploymentId { get; init; }
    public string? Description { get; init; }
    public string? StageName { get; init; }
}

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

internal static class GetDeployments
{
    public static readonly Operation<ApiGatewayState, ApiPageRequest, Page<Deployment>> Definition = Operation<ApiGatewayState>
        .Define("GetDeployments", ApiGatewayJson.Default.ApiPageRequest, ApiGatewayJson.Default.PageDeployment, Handle)
        .Http("GET /v2/apis/{apiId}/deployments?maxResults={maxResults}&nextToken={nextToken}");

    private static Result<Page<Deployment>> Handle(ApiGatewayState state, ApiPageRequest request, Context context) =>
        state.Find(request.ApiId).Ok(out var entry, out var error)
            ? Page.Of(entry.Deployments.Select(d => KeyValuePair.Create(d.Key, d.Value.Deployment)), request)
            : error;
}

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
