using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace LocalCloud.Manifest;

/// <summary>An Aspire manifest: the resources of an application, in the order in which they were written.</summary>
/// <param name="Resources">Every resource; names are unique, compared without regard to case as Aspire does.</param>
/// <param name="BaseDirectory">Absolute directory that relative paths in the manifest start from (the manifest file's own).</param>
internal sealed record AppManifest(ImmutableArray<ManifestResource> Resources, string BaseDirectory)
{
    /// <summary>Finds a resource by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ManifestResource? resource)
    {
        resource = Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
        return resource is not null;
    }

    /// <summary>The absolute form of a path that the manifest gives.</summary>
    public string FullPath(string path) => Path.GetFullPath(path.Replace('\\', '/'), BaseDirectory);
}
