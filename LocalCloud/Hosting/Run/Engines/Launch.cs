using System.Collections.Immutable;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>How one process is started.</summary>
sealed record Launch(string Path, ImmutableArray<string> Args, string WorkingDirectory)
{
    public ImmutableArray<ViewVariable> Environment { get; init; } = [];

    /// <summary>One of the arguments is a secret or holds one.</summary>
    public bool HasSecretArgs { get; init; }

    /// <summary>Further facts for the dashboard.</summary>
    public ImmutableArray<ViewProperty> Properties { get; init; } = [];

    /// <summary>Set when it is a container: <see cref="Path"/> is its entry point, or empty for the image's own.</summary>
    public ContainerLaunch? Container { get; init; }
}

sealed record ContainerLaunch(string Image, ImmutableArray<(int ContainerPort, int HostPort)> Ports, ImmutableArray<(string Type, string Source, string Target, bool ReadOnly)> Mounts);
