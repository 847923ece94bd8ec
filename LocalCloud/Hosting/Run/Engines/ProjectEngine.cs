using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>A .NET project, started from its built assembly; built first when the application does not know where that is.</summary>
sealed class ProjectEngine(RunNode node, ManifestProject project, RunContext context) : ProcessEngine(node, project, context)
{
    readonly string path = context.Request.Manifest.FullPath(project.Path);
    string? assembly = node.Local.TargetPath;

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (assembly is null || !File.Exists(assembly)) assembly = await ProjectBuild.TargetPathAsync(path, cancellationToken).ConfigureAwait(false);
    }

    public override Launch Launch(RunInstance instance) => new(DotNet.Path, [assembly!, .. Args(instance)], Path.GetDirectoryName(path)!)
    {
        Environment = Environment(instance),
        HasSecretArgs = HasSecretArgs,
        Properties = [new("project.path", path)],
    };

    protected override IEnumerable<ManifestVariable> Defaults(RunInstance instance)
    {
        yield return new("ASPNETCORE_ENVIRONMENT", "Development");
        yield return new("DOTNET_ENVIRONMENT", "Development");
        // Profiling for the optimizer makes the start a fifth slower; nobody measures throughput here
        yield return new("DOTNET_TieredPGO", "0");
        var urls = Node.Ports.Values.Where(p => p.Scheme == "http").Select(p => $"http://{BoundPort.Host}:{p.TargetPorts[instance.Index]}").ToList();
        if (urls.Count > 0) yield return new("ASPNETCORE_URLS", ManifestExpression.Literal(string.Join(';', urls)));
    }

    // HTTP_PORTS would listen on every network: ASPNETCORE_URLS says loopback. https is not served here, so nobody is told of it
    protected override bool IsForHere(ManifestVariable variable) =>
        variable.Name is not ("HTTP_PORTS" or "HTTPS_PORTS") && !(variable.Name.StartsWith("services__", StringComparison.Ordinal) && variable.Name.Contains("__https__", StringComparison.Ordinal));
}
