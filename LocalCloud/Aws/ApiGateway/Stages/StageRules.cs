namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class StageRules
{
    public static AwsError? Check(ApiEntry entry, StageInput input, Stage stage)
    {
        if (stage.StageName != Stage.Default && !stage.StageName.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return Errors.BadRequest("Stage name only allows a-zA-Z0-9_-");
        if (input.ClientCertificateId is not null)
            return Errors.BadRequest("ClientCertificateId is not supported for HTTP APIs");
        if (input.DeploymentId is { } id)
        {
            if (stage.AutoDeploy == true)
                return Errors.BadRequest("A deployment ID cannot be specified for a stage with automatic deployments");
            if (!entry.Deployments.TryGetValue(id, out var deployment))
                return Errors.No("Deployment");
            if (deployment.Configuration is null)
                return Errors.BadRequest(
                    $"The automatic deployment {id} was superseded; LocalCloud keeps the configuration of the latest one only."
                );
        }
        foreach (var settings in stage.RouteSettings.Values.Append(stage.DefaultRouteSettings))
            if (settings is { DataTraceEnabled: true } or { LoggingLevel: not (null or "OFF") })
                return Errors.BadRequest("Execution logs are not supported on protocolType HTTP");
        if (input.AccessLogSettings is { DestinationArn: null or "" } or { Format: null or "" })
            return Errors.BadRequest("DestinationArn and Format are required for access logs");
        return input.RouteSettings?.Keys.FirstOrDefault(key => !entry.Routes.Values.Any(r => r.RouteKey == key)) is { } unknown
            ? Errors.NotFound($"Unable to find Route by key {unknown} within the provided RouteSettings")
            : null;
    }
}
