using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Engines;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>A resource of the manifest as it runs here.</summary>
sealed record RunNode(ManifestResource Resource, LocalResource Local)
{
    public string Name => Resource.Name;

    /// <summary>Addresses by binding name; all of them are known before anything starts.</summary>
    public ImmutableDictionary<string, BoundPort> Ports { get; init; } = ImmutableDictionary.Create<string, BoundPort>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The processes behind it, one per replica; empty for values and stacks.</summary>
    public ImmutableArray<RunInstance> Instances { get; init; } = [];

    /// <summary>What runs in its place; null for values and stacks.</summary>
    public Engine? Engine { get; set; }

    public ImmutableArray<LocalWait> Waits { get; init; } = [];

    /// <summary>Type and source as the dashboard shows them.</summary>
    public required string DisplayType { get; init; }
    public string? Source { get; init; }
    public string? Icon { get; init; }
    public bool IsHidden { get; init; }
    public string? Parent { get; init; }
}

/// <summary>One process. <paramref name="Id"/> is the service instance id of its telemetry, <c>NAME-ID</c> its name in DCP and in the dashboard.</summary>
sealed record RunInstance(string Resource, string Id, int Index)
{
    public string Name => $"{Resource}-{Id}";
}

/// <summary>Where a binding is: others use <paramref name="Port"/>, the processes listen on <paramref name="TargetPorts"/> (one per replica).</summary>
sealed record BoundPort(string Scheme, int Port, ImmutableArray<int> TargetPorts)
{
    public const string Host = "127.0.0.1";

    /// <summary>With several replicas a proxy spreads connections over them.</summary>
    public bool IsProxied => TargetPorts.Length > 1 || TargetPorts[0] != Port;

    public string Url => $"{Scheme}://{Host}:{Port}";
}
