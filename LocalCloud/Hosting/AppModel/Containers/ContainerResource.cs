namespace LocalCloud.Hosting;

/// <summary>A container.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    public string? Entrypoint { get; set; } = entrypoint;
}

public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public string? Registry { get; set; }
    public required string Image { get; set; }
    public string? Tag { get; set; }
    public string? SHA256 { get; set; }

    public override string ToString() =>
        $"{(Registry is null ? "" : $"{Registry}/")}{Image}{(SHA256 is { } digest ? $"@sha256:{digest}" : $":{Tag ?? "latest"}")}";
}

public enum ContainerMountType
{
    BindMount,
    Volume,
}

/// <param name="source">A volume's name, null for an anonymous one; a bind mount's absolute path.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    public string? Source => source;
    public string Target => target;
    public ContainerMountType Type => type;
    public bool IsReadOnly => isReadOnly;
}

/// <summary>The image is built from a Dockerfile; paths are absolute.</summary>
public sealed class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    public string ContextPath => contextPath;
    public string DockerfilePath => dockerfilePath;
    public string? Stage => stage;
    public List<(string Name, object Value)> BuildArguments { get; } = [];
}
