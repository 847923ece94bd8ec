using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>The manifest's entry for a resource of a known kind.</summary>
static class ManifestResources
{
    public static async Task<ManifestResource> OfAsync(IResource resource, ManifestPublishingContext context) => resource switch
    {
        ContainerResource container => await ContainerAsync(container, context),
        ProjectResource project => await ProcessAsync(new ManifestProject(project.Name, context.GetManifestRelativePath(project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath)), project, context),
        ExecutableResource executable => await ProcessAsync(new ManifestExecutable(executable.Name, executable.Command, context.GetManifestRelativePath(executable.WorkingDirectory)), executable, context),
        ParameterResource parameter => parameter.ToManifest(local: context.ExecutionContext.IsRunMode),
        IResourceWithConnectionString => new ManifestValue(resource.Name) { ConnectionString = context.ConnectionString(resource) },
        _ => throw new DistributedApplicationException($"The resource '{resource.Name}' ({resource.GetType().Name}) does not say how it stands in a manifest. Call WithManifestPublishingCallback or ExcludeFromManifest on it."),
    };

    static async Task<ManifestResource> ContainerAsync(ContainerResource container, ManifestPublishingContext context)
    {
        // Order matters: what is referred to first comes first among the dependents, and Aspire writes the connection string before arguments and variables
        var connectionString = context.ConnectionString(container);
        var build = container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var dockerfile) ? Build(dockerfile, context) : null;
        if (build is null && !container.HasAnnotationOfType<ContainerImageAnnotation>())
            throw new DistributedApplicationException($"The container '{container.Name}' has neither an image nor a Dockerfile.");
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(m => m.Type);
        return await ProcessAsync(new ManifestContainer(container.Name, build is null ? "container.v0" : "container.v1")
        {
            ConnectionString = connectionString,
            Image = build is null ? container.Annotations.OfType<ContainerImageAnnotation>().Last().ToString() : null,
            Build = build,
            Entrypoint = container.Entrypoint,
            BindMounts = [.. mounts[ContainerMountType.BindMount].Select(m => new ManifestBindMount(context.GetManifestRelativePath(m.Source!), m.Target, m.IsReadOnly))],
            Volumes = [.. mounts[ContainerMountType.Volume].Select(m => new ManifestVolume(m.Source, m.Target, m.IsReadOnly))],
        }, container, context);
    }

    static ManifestBuild Build(DockerfileBuildAnnotation dockerfile, ManifestPublishingContext context) =>
        new(context.GetManifestRelativePath(dockerfile.ContextPath), context.GetManifestRelativePath(dockerfile.DockerfilePath))
        {
            Stage = dockerfile.Stage,
            Args = [.. dockerfile.BuildArguments.Select(a => new ManifestVariable(a.Name, context.Expression(a.Value)))],
        };

    static async Task<T> ProcessAsync<T>(T process, IResource resource, ManifestPublishingContext context) where T : ManifestProcess
    {
        var args = await context.ArgsAsync(resource);
        var environment = await context.EnvironmentAsync(resource);
        return process with { Args = args, Env = environment, Bindings = context.Bindings(resource) };
    }
}
