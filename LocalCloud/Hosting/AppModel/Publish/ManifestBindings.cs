using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>The bindings that a resource's endpoints become, with Aspire's rules for ports that nobody gave.</summary>
static class ManifestBindings
{
    /// <param name="publish">Published manifests name a port for whatever cannot be left to the deployment; a run on this machine finds free ones.</param>
    public static ImmutableArray<ManifestBinding> Of(IResource resource, PortAllocator ports, bool publish)
    {
        var defaultSchemes = new HashSet<string>();
        return [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint =>
        {
            var isDefault = resource is ProjectResource && endpoint.UriScheme is "http" or "https" && defaultSchemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort
                ?? (resource is ContainerResource ? endpoint.Port : null)
                ?? (isDefault || !publish ? null : ports.Next());
            if (target is { } used) ports.Use(used);
            var exposed = !publish || endpoint.Port == target ? null
                : endpoint.Port ?? (target is not null || endpoint.UriScheme is "http" or "https" ? null : ports.Next());
            if (exposed is { } port) ports.Use(port);
            return new ManifestBinding(endpoint.Name, endpoint.UriScheme, endpoint.Protocol, endpoint.Transport)
            {
                Port = exposed,
                TargetPort = target,
                External = endpoint.IsExternal,
            };
        })];
    }
}

/// <summary>Ports for a published manifest, from 8000 on.</summary>
sealed class PortAllocator
{
    readonly HashSet<int> used = [];
    int next = 8000;

    public void Use(int port) => used.Add(port);

    public int Next()
    {
        while (!used.Add(next)) next++;
        return next;
    }
}
