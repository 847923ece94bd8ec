using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Any other image: a real container, when there is a container engine.</summary>
sealed class ContainerEngine(RunNode node, ManifestContainer container, RunContext context) : Engine(node, context)
{
    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (container.Image is null) throw new RunStartException($"'{Node.Name}' is built from a Dockerfile, which is not run locally. Give it an image, or run the project itself.");
        if (await ContainerRuntime.FindAsync(cancellationToken).ConfigureAwait(false) is null)
            throw new RunStartException($"'{Node.Name}' needs the container image {container.Image}, for which there is no embedded engine (there are: postgres, redis, valkey, garnet, localstack, floci), and neither docker nor podman answers. Start one of those, or take '{Node.Name}' out.");
    }

    public override Launch Launch(RunInstance instance) => new(container.Entrypoint ?? "", [.. container.Args.Select(a => Context.Values.Resolve(a, instance))], Context.Request.AppHostDirectory)
    {
        Environment = [.. container.Env.Select(v => new State.ViewVariable(v.Name, FromInside(Context.Values.Resolve(v.Value, instance)), Context.Values.IsSecret(v.Value)))],
        HasSecretArgs = container.Args.Any(Context.Values.IsSecret),
        Properties = [new("container.image", container.Image!)],
        Container = new(container.Image!,
            [.. container.Bindings.Where(b => Node.Ports.ContainsKey(b.Name)).Select(b => (b.TargetPort ?? b.Port ?? 80, Node.Ports[b.Name].Port))],
            [
                .. container.Volumes.Where(v => v.Name is not null).Select(v => ("volume", v.Name!, v.Target, v.ReadOnly)),
                .. container.BindMounts.Select(m => ("bind", Context.Request.Manifest.FullPath(m.Source), m.Target, m.ReadOnly)),
            ]),
    };

    // Within a container the loopback address is the container itself
    static string FromInside(string value) => value.Replace(BoundPort.Host, "host.docker.internal", StringComparison.Ordinal);

    public override async Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken)
    {
        foreach (var port in Node.Ports.Values)
            if (await Probe.TcpAsync(port.Port, cancellationToken).ConfigureAwait(false) is { } reason) return reason;
        return null;
    }
}
