using System.Text.Json.Serialization;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Execution;
using LocalCloud.Aws.ApiGateway.Integrations;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway.Deployments;

internal sealed record Deployment
{
    public bool? AutoDeployed { get; init; }

    [JsonConverter(typeof(IsoSeconds))]
    public DateTimeOffset CreatedDate { get; init; }
    public string DeploymentId { get; init; } = "";
    public string DeploymentStatus { get; init; } = "DEPLOYED";
    public string? Description { get; init; }
}

/// <param name="Configuration">null for an automatic deployment that a later one has taken the place of</param>
internal sealed record DeploymentRow(Deployment Deployment, Configuration? Configuration);

/// <summary>What a deployment froze: stages serve this, whatever is changed afterwards.</summary>
internal sealed record Configuration
{
    public List<Route> Routes { get; init; } = [];
    public List<Integration> Integrations { get; init; } = [];
    public List<Authorizer> Authorizers { get; init; } = [];
    public Cors? Cors { get; init; }

    private RouteTable? _table;

    internal RouteTable Table => _table ??= new(Routes);

    internal Integration? Integration(Route route) =>
        route.Target?.Split('/') is ["integrations", var id] ? Integrations.Find(i => i.IntegrationId == id) : null;
}
