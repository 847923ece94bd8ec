using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>Where an engine keeps its data: what the container's volume or bind mount is elsewhere.</summary>
internal static class EngineData
{
    /// <summary>
    /// A bind mount's own directory; with a volume (or the persistent lifetime, under which a container keeps its files) one in the
    /// application's data; otherwise one that goes with the run, as a container's does.
    /// </summary>
    /// <param name="target">Where the container has its data; what is mounted elsewhere in it has no equal.</param>
    public static string Of(ContainerResource resource, RunSettings settings, string engine, string target)
    {
        var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().ToList();
        if (mounts.Find(m => !m.Target.StartsWith(target, StringComparison.Ordinal)) is { } other)
            throw ContainerCheck.Unsupported(resource, $"what is mounted at {other.Target}", engine);
        if (resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().LastOrDefault() is { } files)
            throw ContainerCheck.Unsupported(resource, $"what is copied to {files.DestinationPath}", engine);
        if (mounts.Exists(m => m.IsReadOnly))
            throw ContainerCheck.Unsupported(resource, "data that is only read (isReadOnly)", engine);
        if (mounts.Find(m => m.Type == ContainerMountType.BindMount) is { Source: { } source })
            return settings.Ephemeral ? settings.Temporary(resource.Name) : source;
        return Keeps(resource) ? settings.Data(resource.Name) : settings.Temporary(resource.Name);
    }

    /// <summary>Whether there is data that is to outlive the process.</summary>
    public static bool Keeps(ContainerResource resource) =>
        resource.Annotations.OfType<ContainerMountAnnotation>().Any()
        || resource.Annotations.OfType<ContainerLifetimeAnnotation>().Any(l => l.Lifetime == ContainerLifetime.Persistent);
}
