using System.Collections.Immutable;
using System.Security.Cryptography;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>Everything that is decided before the first process starts: which resources, which ports, who waits for whom.</summary>
sealed record RunPlan(ImmutableArray<RunNode> Nodes, AppManifest Manifest)
{
    public const string AutoAws = "aws";

    public RunNode? Find(string name) => Nodes.FirstOrDefault(n => string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase));

    public RunNode Get(string name) => Find(name) ?? throw new ArgumentException($"There is no resource '{name}'. There are: {string.Join(", ", Nodes.Where(n => !n.IsHidden).Select(n => n.Name))}.", nameof(name));

    /// <summary>The engine that stands in for AWS: the one a resource names, else the only one.</summary>
    public RunNode? AwsFor(LocalResource local) =>
        (local.AwsEndpoint is { } name ? Find(name) : null) ?? Nodes.FirstOrDefault(n => EngineKinds.Of(n.Resource) == EngineKind.Aws);

    /// <exception cref="RunStartException">A port is taken, or resources wait for each other.</exception>
    public static RunPlan Create(RunRequest request, Ports ports)
    {
        var resources = WithAws([.. request.Manifest.Resources, .. request.LocalRun.LocalOnly]);
        var edges = Edges.Of(resources, request.LocalRun);
        var nodes = resources.Select(r => Node(r, request, ports) with { Waits = edges[r.Name] });
        return new([.. nodes], request.Manifest);
    }

    // A stack needs something that plays AWS
    static ImmutableArray<ManifestResource> WithAws(ImmutableArray<ManifestResource> resources)
    {
        if (!resources.Any(r => r is ManifestCloudFormation) || resources.Any(r => EngineKinds.Of(r) == EngineKind.Aws)) return resources;
        var name = resources.Any(r => string.Equals(r.Name, AutoAws, StringComparison.OrdinalIgnoreCase)) ? "localcloud-aws" : AutoAws;
        return resources.Add(new ManifestContainer(name) { Image = EngineKinds.AwsImage, Bindings = [new("http", "http", "tcp", "http") { Port = 4566 }] });
    }

    static RunNode Node(ManifestResource resource, RunRequest request, Ports ports)
    {
        var local = request.LocalRun[resource.Name];
        var (type, source, icon) = Display(resource, request.Manifest);
        var node = new RunNode(resource, local)
        {
            DisplayType = type,
            Source = source,
            Icon = icon,
            Parent = local.Parent ?? Databases.ServerOf(resource, request.Manifest),
            IsHidden = resource is ManifestAnnotatedString or ManifestUnknown || resource is ManifestValue && Databases.NameOf(resource) is null,
        };
        if (resource is not ManifestProcess process) return node;

        var count = EngineKinds.Of(resource) is null ? Math.Max(1, local.Replicas) : 1;
        return node with
        {
            Instances = [.. Enumerable.Range(0, count).Select(i => new RunInstance(resource.Name, RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8), i))],
            Ports = Bindings(process).Select((b, index) => (b.Name, Port: Bind(b, index == 0, resource, local, count, request, ports))).ToImmutableDictionary(b => b.Name, b => b.Port, StringComparer.OrdinalIgnoreCase),
        };
    }

    // There is no certificate on this machine: where http is offered too, https is left out; alone, it is served as http
    static IEnumerable<ManifestBinding> Bindings(ManifestProcess process)
    {
        var bindings = process is ManifestProject && process.Bindings.Any(b => b.Scheme == "http") ? process.Bindings.Where(b => b.Scheme != "https") : process.Bindings;
        return EngineKinds.Of(process) is EngineKind.Postgres or EngineKind.Redis or EngineKind.Aws && process.Bindings.IsEmpty ? [new("tcp", "tcp", "tcp", "tcp")] : bindings;
    }

    static BoundPort Bind(ManifestBinding binding, bool isFirst, ManifestResource resource, LocalResource local, int count, RunRequest request, Ports ports)
    {
        var random = request.RandomPorts;
        var given = local.Bindings.FirstOrDefault(b => string.Equals(b.Name, binding.Name, StringComparison.OrdinalIgnoreCase));
        // A manifest that was read from a file brings no settings of its own
        var set = given is null ? PortSetting.Of(request.Configuration, resource.Name, binding.Name, isFirst) : null;
        var wanted = random ? null : set ?? given?.Port ?? (given is { IsProxied: false } ? given.TargetPort : null) ?? binding.Port;
        var port = wanted is { } number ? ports.Take(number, resource.Name) : ports.Free();
        // A target port that a container's image brings along is inside the container; a project or executable is started on it
        var target = resource is ManifestContainer || random ? null : given?.TargetPort ?? binding.TargetPort;
        var targets = count > 1 ? [.. Enumerable.Range(0, count).Select(_ => ports.Free())]
            : ImmutableArray.Create(target is { } fixedTarget && fixedTarget != port ? ports.Take(fixedTarget, resource.Name) : port);
        return new(resource is ManifestProject && binding.Scheme == "https" ? "http" : binding.Scheme, port, targets);
    }

    static (string Type, string? Source, string? Icon) Display(ManifestResource resource, AppManifest manifest) => resource switch
    {
        ManifestProject project => ("Project", manifest.FullPath(project.Path), null),
        ManifestExecutable executable => ("Executable", executable.Command, null),
        ManifestContainer container => EngineKinds.Of(container.Image) switch
        {
            EngineKind.Postgres => ("PostgreSQL", $"PostgreSQL 18.4 for {container.Image}", "DatabaseStack"),
            EngineKind.Redis => ("Redis", $"Garnet for {container.Image}", "DatabaseLightning"),
            EngineKind.Aws => ("AWS", $"LocalCloud.Aws for {container.Image}", "Cloud"),
            _ => ("Container", container.Image, null),
        },
        ManifestDockerfile dockerfile => ("Container", dockerfile.Path, null),
        ManifestParameter => ("Parameter", null, null),
        ManifestCloudFormation stack => ("CloudFormation", stack.TemplatePath ?? stack.StackName, "LayerDiagonal"),
        ManifestValue => ("Database", null, "Database"),
        _ => (resource.Type, null, null),
    };
}
