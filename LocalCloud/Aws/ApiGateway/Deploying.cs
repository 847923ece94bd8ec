using LocalCloud.Aws.ApiGateway.Deployments;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>Stages that deploy by themselves get a deployment with every change of their API.</summary>
internal static class Deploying
{
    public static readonly AwsError NoRoutes = Errors.BadRequest("Unable to deploy API because no routes exist in this API");

    public static void Deploy(this ApiGatewayState state, Changes changes, ApiEntry entry)
    {
        var stages = entry.Stages.Values.Where(s => s.AutoDeploy == true).ToArray();
        if (stages.Length == 0)
            return;
        var now = state.Time.GetUtcNow();
        if (entry.Routes.Count == 0)
        {
            foreach (var stage in stages)
                state.Put(
                    changes,
                    entry,
                    stage with
                    {
                        LastDeploymentStatusMessage = $"Deployment attempt failed: {NoRoutes.Message}",
                        LastUpdatedDate = now,
                    }
                );
            return;
        }
        var row = new DeploymentRow(
            new()
            {
                AutoDeployed = true,
                CreatedDate = now,
                DeploymentId = Ids.Short(),
                Description = "Automatic deployment triggered by changes to the Api configuration",
            },
            entry.Snapshot()
        );
        state.Put(changes, entry, row);
        foreach (var stage in stages)
            Point(state, changes, entry, stage, row.Deployment.DeploymentId, now);
        foreach (var old in entry.Deployments.Values.Where(d => d is { Deployment.AutoDeployed: true, Configuration: not null }).ToArray())
            if (!entry.Stages.Values.Any(s => s.DeploymentId == old.Deployment.DeploymentId))
                state.Put(changes, entry, old with { Configuration = null });
    }

    public static void Point(
        ApiGatewayState state,
        Changes changes,
        ApiEntry entry,
        Stages.Stage stage,
        string deployment,
        DateTimeOffset now
    ) =>
        state.Put(
            changes,
            entry,
            stage with
            {
                DeploymentId = deployment,
                LastDeploymentStatusMessage = $"Successfully deployed stage with deployment ID '{deployment}'",
                LastUpdatedDate = now,
            }
        );
}
