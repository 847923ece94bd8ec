using System.Text.Json;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Domains;
using LocalCloud.Aws.ApiGateway.Stages;
using LocalCloud.Aws.ApiGateway.VpcLinks;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>APIs, custom domain names and VPC links.</summary>
internal sealed class ApiGatewayState : ServiceState
{
    private const string ApiTable = "apis",
        AuthorizerTable = "authorizers",
        DeploymentTable = "deployments",
        DomainTable = "domains",
        IntegrationTable = "integrations",
        MappingTable = "mappings",
        RouteTable = "routes",
        StageTable = "stages",
        LinkTable = "vpclinks";

    internal ApiGatewayState(ApiGatewayService service, Scope scope)
        : base(service, scope) { }

    internal new ApiGatewayService Service => (ApiGatewayService)base.Service;

    internal SortedDictionary<string, ApiEntry> Apis { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Domain> Domains { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal SortedDictionary<string, VpcLink> VpcLinks { get; } = new(StringComparer.Ordinal);

    internal Result<ApiEntry> Find(string? id) => Apis.TryGetValue(id ?? "", out var entry) ? entry : Errors.NoApi(Scope, id ?? "");

    internal Result<(ApiEntry Api, Stage Stage)> FindStage(string? id, string? name)
    {
        if (!Find(id).Ok(out var entry, out var error))
            return error;
        return entry.Stages.TryGetValue(name ?? "", out var stage) ? (entry, stage) : Errors.No("stage");
    }

    internal Result<Domain> FindDomain(string? name) => Domains.TryGetValue(name ?? "", out var domain) ? domain : Errors.No("domain name");

    internal void Put(Changes changes, ApiEntry entry)
    {
        Apis[entry.Api.ApiId] = entry;
        Service.Owners[entry.Api.ApiId] = this;
        changes.Put(ApiTable, entry.Api.ApiId, entry.Api, ApiGatewayJson.Default.Api);
    }

    internal void Put(Changes changes, ApiEntry entry, Routes.Route route)
    {
        entry.Routes[route.RouteId] = route;
        changes.Put(RouteTable, Key(entry, route.RouteId), route, ApiGatewayJson.Default.Route);
    }

    internal void Put(Changes changes, ApiEntry entry, Integrations.Integration integration)
    {
        entry.Integrations[integration.IntegrationId] = integration;
        changes.Put(IntegrationTable, Key(entry, integration.IntegrationId), integration, ApiGatewayJson.Default.Integration);
    }

    internal void Put(Changes changes, ApiEntry entry, Authorizers.Authorizer authorizer)
    {
        entry.Authorizers[authorizer.AuthorizerId] = authorizer;
        changes.Put(AuthorizerTable, Key(entry, authorizer.AuthorizerId), authorizer, ApiGatewayJson.Default.Authorizer);
    }

    internal void Put(Changes changes, ApiEntry entry, Stage stage)
    {
        entry.Stages[stage.StageName] = stage;
        changes.Put(StageTable, Key(entry, stage.StageName), stage, ApiGatewayJson.Default.Stage);
    }

    internal void Put(Changes changes, ApiEntry entry, DeploymentRow deployment)
    {
        entry.Deployments[deployment.Deployment.DeploymentId] = deployment;
        changes.Put(DeploymentTable, Key(entry, deployment.Deployment.DeploymentId), deployment, ApiGatewayJson.Default.DeploymentRow);
    }

    internal void Put(Changes changes, Domain domain)
    {
        Domains[domain.Row.Name] = domain;
        Service.DomainOwners[domain.Row.Name] = this;
        changes.Put(DomainTable, domain.Row.Name, domain.Row, ApiGatewayJson.Default.DomainName);
    }

    internal void Put(Changes changes, Domain domain, ApiMapping mapping)
    {
        domain.Mappings[mapping.ApiMappingId] = mapping;
        changes.Put(MappingTable, $"{domain.Row.Name}/{mapping.ApiMappingId}", mapping, ApiGatewayJson.Default.ApiMapping);
    }

    internal void Put(Changes changes, VpcLink link)
    {
        VpcLinks[link.VpcLinkId] = link;
        changes.Put(LinkTable, link.VpcLinkId, link, ApiGatewayJson.Default.VpcLink);
    }

    internal void PutAll(Changes changes, ApiEntry entry)
    {
        foreach (var integration in entry.Integrations.Values.ToArray())
            Put(changes, entry, integration);
        foreach (var authorizer in entry.Authorizers.Values.ToArray())
            Put(changes, entry, authorizer);
        foreach (var route in entry.Routes.Values.ToArray())
            Put(changes, entry, route);
        foreach (var stage in entry.Stages.Values.ToArray())
            Put(changes, entry, stage);
    }

    internal void DeleteRoute(Changes changes, ApiEntry entry, string id) => Delete(changes, entry.Routes, RouteTable, entry, id);

    internal void DeleteIntegration(Changes changes, ApiEntry entry, string id) =>
        Delete(changes, entry.Integrations, IntegrationTable, entry, id);

    internal void DeleteAuthorizer(Changes changes, ApiEntry entry, string id) =>
        Delete(changes, entry.Authorizers, AuthorizerTable, entry, id);

    internal void DeleteStage(Changes changes, ApiEntry entry, string name) => Delete(changes, entry.Stages, StageTable, entry, name);

    internal void DeleteDeployment(Changes changes, ApiEntry entry, string id) =>
        Delete(changes, entry.Deployments, DeploymentTable, entry, id);

    /// <summary>Routes, integrations and authorizers; stages and deployments stay.</summary>
    internal void Clear(Changes changes, ApiEntry entry)
    {
        foreach (var id in entry.Routes.Keys.ToArray())
            DeleteRoute(changes, entry, id);
        foreach (var id in entry.Integrations.Keys.ToArray())
            DeleteIntegration(changes, entry, id);
        foreach (var id in entry.Authorizers.Keys.ToArray())
            DeleteAuthorizer(changes, entry, id);
    }

    internal void Delete(Changes changes, ApiEntry entry)
    {
        Clear(changes, entry);
        foreach (var name in entry.Stages.Keys.ToArray())
            DeleteStage(changes, entry, name);
        foreach (var id in entry.Deployments.Keys.ToArray())
            DeleteDeployment(changes, entry, id);
        Apis.Remove(entry.Api.ApiId);
        Service.Owners.TryRemove(entry.Api.ApiId, out _);
        changes.Delete(ApiTable, entry.Api.ApiId);
    }

    internal void Delete(Changes changes, Domain domain)
    {
        foreach (var id in domain.Mappings.Keys.ToArray())
            DeleteMapping(changes, domain, id);
        Domains.Remove(domain.Row.Name);
        // Another account may have taken the name since.
        Service.DomainOwners.TryRemove(KeyValuePair.Create(domain.Row.Name, this));
        changes.Delete(DomainTable, domain.Row.Name);
    }

    internal void DeleteMapping(Changes changes, Domain domain, string id)
    {
        domain.Mappings.Remove(id);
        changes.Delete(MappingTable, $"{domain.Row.Name}/{id}");
    }

    internal void DeleteLink(Changes changes, string id)
    {
        VpcLinks.Remove(id);
        changes.Delete(LinkTable, id);
    }

    private static void Delete<T>(Changes changes, SortedDictionary<string, T> from, string table, ApiEntry entry, string id)
    {
        from.Remove(id);
        changes.Delete(table, Key(entry, id));
    }

    private static string Key(ApiEntry entry, string id) => $"{entry.Api.ApiId}/{id}";

    // Rows come by table: APIs before their parts, domains before their mappings.
    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            var owner = row.Key.Split('/')[0];
            switch (row.Table)
            {
                case ApiTable:
                    Apis[row.Key] = new(JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.Api)!);
                    Service.Owners[row.Key] = this;
                    break;
                case AuthorizerTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.Authorizer) is { } authorizer:
                    Apis[owner].Authorizers[authorizer.AuthorizerId] = authorizer;
                    break;
                case DeploymentTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.DeploymentRow) is { } deployment:
                    Apis[owner].Deployments[deployment.Deployment.DeploymentId] = deployment;
                    break;
                case DomainTable:
                    Domains[row.Key] = new(JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.DomainName)!);
                    Service.DomainOwners[row.Key] = this;
                    break;
                case IntegrationTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.Integration) is { } integration:
                    Apis[owner].Integrations[integration.IntegrationId] = integration;
                    break;
                case MappingTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.ApiMapping) is { } mapping:
                    Domains[owner].Mappings[mapping.ApiMappingId] = mapping;
                    break;
                case RouteTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.Route) is { } route:
                    Apis[owner].Routes[route.RouteId] = route;
                    break;
                case StageTable when JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.Stage) is { } stage:
                    Apis[owner].Stages[stage.StageName] = stage;
                    break;
                case LinkTable:
                    VpcLinks[row.Key] = JsonSerializer.Deserialize(row.Value, ApiGatewayJson.Default.VpcLink)!;
                    break;
            }
        }
    }
}
