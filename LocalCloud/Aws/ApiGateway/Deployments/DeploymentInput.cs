namespace LocalCloud.Aws.ApiGateway.Deployments;

internal sealed record DeploymentInput
{
    public string? ApiId { get; init; }
    public string? DeploymentId { get; init; }
    public string? Description { get; init; }
    public string? StageName { get; init; }
}
