using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Stages;

namespace LocalCloud.Aws.ApiGateway.Execution;

/// <summary>From an address to the API, its stage and what is deployed there.</summary>
internal static class Resolver
{
    public static Call? Find(ApiGatewayService gateway, HttpContext http, Context context)
    {
        var address = Address.Of(http.Request);
        var state =
            address.ApiId is { } id ? gateway.Owners.GetValueOrDefault(id)
            : address.Domain is { } domain ? gateway.DomainOwners.GetValueOrDefault(domain)
            : null;
        if (state is null)
            return null;
        var found = gateway.Host.Read(state, s => address.ApiId is not null ? ById(s, address) : ByDomain(s, address));
        return found is not var (api, stage, configuration, path)
            ? null
            : new Call
            {
                Http = http,
                Context = context,
                Service = gateway,
                Scope = state.Scope,
                Api = api,
                Stage = stage,
                Configuration = configuration,
                FullPath = address.Path,
                RoutePath = path,
                Time = context.Now,
                DomainName = DomainOf(http.Request, address, state.Scope),
            };
    }

    private static (Api Api, Stage Stage, Configuration Configuration, string Path)? ById(ApiGatewayState state, Address address)
    {
        if (!state.Apis.TryGetValue(address.ApiId!, out var entry) || entry.Api.DisableExecuteApiEndpoint)
            return null;
        var (first, rest) = Split(address.Path);
        if (first != Stage.Default && entry.Stages.TryGetValue(Uri.UnescapeDataString(first), out var named))
            return Deployed(entry, named, rest);
        return entry.Stages.TryGetValue(Stage.Default, out var stage) ? Deployed(entry, stage, address.Path) : null;
    }

    // The longest key that fits by whole segments; the empty key fits always (docs: rest-api-mappings, "Routing requests").
    private static (Api Api, Stage Stage, Configuration Configuration, string Path)? ByDomain(ApiGatewayState state, Address address)
    {
        if (!state.Domains.TryGetValue(address.Domain!, out var domain))
            return null;
        var path = address.Path;
        foreach (var mapping in domain.Mappings.Values.OrderByDescending(m => m.ApiMappingKey.Length))
        {
            var prefix = mapping.ApiMappingKey.Length == 0 ? "" : "/" + mapping.ApiMappingKey;
            if (!path.StartsWith(prefix, StringComparison.Ordinal) || (path.Length > prefix.Length && path[prefix.Length] != '/'))
                continue;
            return state.Apis.TryGetValue(mapping.ApiId, out var entry) && entry.Stages.TryGetValue(mapping.Stage, out var stage)
                ? Deployed(entry, stage, path.Length == prefix.Length ? "/" : path[prefix.Length..])
                : null;
        }
        return null;
    }

    private static (Api, Stage, Configuration, string)? Deployed(ApiEntry entry, Stage stage, string path) =>
        entry.Deployments.GetValueOrDefault(stage.DeploymentId ?? "")?.Configuration is { } configuration
            ? (entry.Api, stage, configuration, path)
            : null;

    private static (string First, string Tail) Split(string path)
    {
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "/") : (path[1..slash], path[slash..]);
    }

    // On the one origin the host says nothing: what AWS's would be.
    private static string DomainOf(HttpRequest request, Address address, Scope scope) =>
        !request.Path.StartsWithSegments("/_localcloud", StringComparison.Ordinal)
            ? request.Host.Host
            : address.Domain ?? $"{address.ApiId}.execute-api.{scope.Region}.amazonaws.com";
}
