namespace LocalCloud.Hosting;

public static class ProjectExtensions
{
    /// <summary>Adds a project that the AppHost refers to: <c>AddProject&lt;Projects.Api&gt;("api")</c>.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new() =>
        builder.Add(name, new TProject(), configure);

    /// <summary>Adds a project by its file or directory, relative to the AppHost's directory.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        builder.Add(name, new ProjectMetadata(FindFile(Path.GetFullPath(projectPath.Replace('\\', '/'), builder.AppHostDirectory))), configure);

    /// <summary>Runs the project several times side by side behind its endpoints.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    // A null name is Aspire's way to say that no profile is to be used
    static Action<ProjectResourceOptions> Profile(string? name) => options =>
    {
        options.ExcludeLaunchProfile = name is null;
        options.LaunchProfileName = name;
    };

    static string FindFile(string path)
    {
        if (!Directory.Exists(path)) return path;
        var files = Directory.GetFiles(path, "*.?sproj");
        return files.Length == 1 ? files[0] : throw new DistributedApplicationException($"{path} has {files.Length} project files. Name the one that is meant.");
    }

    static IResourceBuilder<ProjectResource> Add(this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        if (!File.Exists(metadata.ProjectPath)) throw new DistributedApplicationException($"The project of '{name}' is not there: {metadata.ProjectPath}");
        var options = new ProjectResourceOptions();
        configure(options);
        var profile = options.ExcludeLaunchProfile ? null
            : LaunchProfile.Find(metadata.ProjectPath, options.LaunchProfileName ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"], required: options.LaunchProfileName is not null);

        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ExecutionContext.IsPublishMode) project.WithEnvironment(ProjectEnvironment.ForwardedHeaders);
        project.WithEnvironment(ProjectEnvironment.Ports);
        return profile is null ? project : builder.ExecutionContext.IsPublishMode ? project.WithWebEndpoints(profile) : project.WithProfile(profile);
    }

    // Published, a web project listens on http and https, wherever its launch profile listens on this machine
    static IResourceBuilder<ProjectResource> WithWebEndpoints(this IResourceBuilder<ProjectResource> project, LaunchProfile profile) => profile.Urls.IsEmpty ? project : project
        .WithEndpoint("http", endpoint => endpoint.UriScheme = "http")
        .WithEndpoint("https", endpoint => (endpoint.UriScheme, endpoint.IsDefaultHttps) = ("https", true));

    static IResourceBuilder<ProjectResource> WithProfile(this IResourceBuilder<ProjectResource> project, LaunchProfile profile)
    {
        foreach (var (scheme, urls) in profile.Urls.GroupBy(url => url.Scheme).Select(group => (group.Key, group)))
            foreach (var (index, url) in urls.Index())
                project.WithEndpoint(index == 0 ? scheme : $"{scheme}{index + 1}", endpoint =>
                    (endpoint.UriScheme, endpoint.Port, endpoint.FromLaunchProfile) = (scheme, url.Port == 0 ? null : url.Port, true));
        if (profile.LaunchUrl is { } launchUrl) project.WithUrl(launchUrl);
        return project.WithAnnotation(new LaunchProfileAnnotation(profile));
    }
}
