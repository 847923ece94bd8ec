using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>The application's own processes, projects and executables: environment from the manifest, telemetry, AWS settings; health by their checks.</summary>
abstract class ProcessEngine(RunNode node, ManifestProcess process, RunContext context) : Engine(node, context)
{
    public override IEnumerable<string> HealthChecks => Node.Local.HealthChecks.Select(check => $"{Node.Name}_{check.Binding ?? "http"}_{check.Path}_{check.StatusCode}_check");

    protected ImmutableArray<string> Args(RunInstance instance) => [.. Node.Local.LaunchArgs, .. process.Args.Select(a => Context.Values.Resolve(a, instance))];

    protected bool HasSecretArgs => process.Args.Any(Context.Values.IsSecret);

    protected ImmutableArray<ViewVariable> Environment(RunInstance instance)
    {
        var variables = new VariableSet(Context.Values, instance);
        variables.AddRange(Defaults(instance));
        variables.AddRange(Telemetry.Variables(Context.Dashboard, instance));
        variables.AddRange(AwsSettings.For(Node, Context));
        variables.AddRange(Node.Local.Environment);
        variables.AddRange(process.Env.Where(IsForHere));
        return variables.ToImmutable();
    }

    protected virtual IEnumerable<ManifestVariable> Defaults(RunInstance instance) => [];

    protected virtual bool IsForHere(ManifestVariable variable) => true;

    public override async Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken)
    {
        foreach (var check in Node.Local.HealthChecks)
        {
            if (Port(check.Binding) is not { } port) return $"a health check asks for binding '{check.Binding ?? "http"}', which '{Node.Name}' does not have";
            var url = $"http://{BoundPort.Host}:{port.TargetPorts[instance.Index]}{(check.Path.StartsWith('/') ? "" : "/")}{check.Path}";
            if (await Probe.HttpAsync(url, check.StatusCode, cancellationToken).ConfigureAwait(false) is { } reason) return reason;
        }
        if (!Node.Local.HealthChecks.IsEmpty) return null;
        foreach (var port in Node.Ports.Values)
            if (await Probe.TcpAsync(port.TargetPorts[instance.Index], cancellationToken).ConfigureAwait(false) is { } reason) return reason;
        return null;
    }

    BoundPort? Port(string? binding) => binding is null ? Values.PortOf(Node, "http") ?? Values.PortOf(Node, "https") : Values.PortOf(Node, binding);
}
