using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Stages;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>One API with all that belongs to it. What callers reach is not this but what was last deployed to their stage.</summary>
internal sealed class ApiEntry(Api api)
{
    public Api Api { get; set; } = api;

    public SortedDictionary<string, Route> Routes { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Integration> Integrations { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Authorizer> Authorizers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Stage> Stages { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, DeploymentRow> Deployments { get; } = new(StringComparer.Ordinal);

    /// <summary>Of a route's target, integrations/ID.</summary>
    public Integration? Integration(string? target) =>
        target?.Split('/') is ["integrations", var id] ? Integrations.GetValueOrDefault(id) : null;

    public Configuration Snapshot() =>
        new()
        {
            Routes = [.. Routes.Values],
            Integrations = [.. Integrations.Values],
            Authorizers = [.. Authorizers.Values],
            Cors = Api.CorsConfiguration,
        };
}
