using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>The manifest of an app model: its resources, then what they refer to, in Aspire's order.</summary>
static class ManifestBuilder
{
    /// <param name="manifestDirectory">Paths become relative to it.</param>
    /// <returns>The manifest, and for a run on this machine the resources that are left out of it.</returns>
    public static async Task<(AppManifest Manifest, ImmutableArray<ManifestResource> LocalOnly)> BuildAsync(
        IReadOnlyCollection<IResource> model, DistributedApplicationExecutionContext execution, string manifestDirectory, CancellationToken cancellationToken = default)
    {
        var context = new ManifestPublishingContext(execution, manifestDirectory, model.Select(r => r.Name), cancellationToken);
        var resources = ImmutableArray.CreateBuilder<ManifestResource>();
        var localOnly = ImmutableArray.CreateBuilder<ManifestResource>();

        foreach (var resource in model)
        {
            if (!resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var custom)) await AddAsync(resource);
            else if (custom.Callback is { } callback) resources.Add(callback(context));
            else if (execution.IsRunMode) localOnly.Add(await ManifestResources.OfAsync(resource, context));
        }
        foreach (var resource in context.Dependents.Resources.Values.Where(r => !model.Contains(r)).ToList()) await AddAsync(resource);
        foreach (var parameter in context.Dependents.Formatted.Keys.ToList()) AddFormatted(parameter);
        foreach (var (name, conditional) in context.Dependents.Conditionals)
            resources.Add(new ManifestValue(name) { ConnectionString = await conditional.GetValueAsync(cancellationToken) ?? "" });

        return (new(resources.ToImmutable(), manifestDirectory), localOnly.ToImmutable());

        async Task AddAsync(IResource resource)
        {
            resources.Add(await ManifestResources.OfAsync(resource, context));
            if (resource is ParameterResource parameter) AddFormatted(parameter);
        }

        void AddFormatted(ParameterResource parameter)
        {
            if (!context.Dependents.Formatted.Remove(parameter, out var formats)) return;
            foreach (var (format, name) in formats) resources.Add(new ManifestAnnotatedString(name, parameter.ValueExpression, format));
        }
    }
}
