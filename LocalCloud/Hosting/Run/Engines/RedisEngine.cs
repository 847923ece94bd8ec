using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Redis, Valkey or Garnet containers: Garnet in a process of its own. Without a volume its data stays in memory, as in the container.</summary>
sealed class RedisEngine(RunNode node, ManifestContainer container, RunContext context) : Engine(node, context)
{
    int Port => Node.Ports.Values.First().Port;

    public override bool IsServer => true;

    public override IEnumerable<string> HealthChecks => [$"{Node.Name}_check"];

    public override Launch Launch(RunInstance instance)
    {
        List<string> args = [EngineFiles.Server("LocalCloud.Redis"), "--port", $"{Port}"];
        if (!container.Volumes.IsEmpty || !container.BindMounts.IsEmpty) args.AddRange("--data", Directory.CreateDirectory(Context.Data(Node.Name)).FullName);
        return new(DotNet.Path, [.. args], Context.Request.AppHostDirectory)
        {
            Environment = Password() is { } password ? [new("LOCALCLOUD_REDIS_PASSWORD", password, IsSecret: true), .. Runtime] : Runtime,
        };
    }

    // A short-lived server never earns back what profiling its own code costs at start
    static readonly System.Collections.Immutable.ImmutableArray<ViewVariable> Runtime = [new("DOTNET_TieredPGO", "0", false)];

    // Its clients' connection string has it: "host:port,password=..."
    string? Password() => Node.Resource.ConnectionString is not { } text ? null
        : Context.Values.Resolve(text).Split(',').Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("password=", StringComparison.OrdinalIgnoreCase))?["password=".Length..];

    public override Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken) => Probe.TcpAsync(Port, cancellationToken);
}
