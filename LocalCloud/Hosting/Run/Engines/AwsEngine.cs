using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>LocalStack or Floci containers: LocalCloud.Aws in a process of its own.</summary>
sealed class AwsEngine(RunNode node, RunContext context) : Engine(node, context)
{
    int Port => Node.Ports.Values.First().Port;

    public override bool IsServer => true;

    public override IEnumerable<string> HealthChecks => [$"{Node.Name}_/_localcloud/health_check"];

    public override Launch Launch(RunInstance instance)
    {
        var variables = new VariableSet(Context.Values, instance);
        variables.AddRange([new("DOTNET_TieredPGO", "0")]);
        variables.AddRange(Telemetry.Variables(Context.Dashboard, instance));
        return new(DotNet.Path, [EngineFiles.Server("LocalCloud.Aws"), "--port", $"{Port}", "--data", Directory.CreateDirectory(Context.Data(Node.Name)).FullName,
            .. (EngineFiles.HasPostgres ? ["--postgres-home", EngineFiles.Postgres()] : Array.Empty<string>()), "--redis-server", EngineFiles.Server("LocalCloud.Redis")], Context.Request.AppHostDirectory)
        {
            Environment = variables.ToImmutable(),
        };
    }

    public override Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken) =>
        Probe.HttpAsync($"http://{BoundPort.Host}:{Port}/_localcloud/health", 200, cancellationToken);
}
