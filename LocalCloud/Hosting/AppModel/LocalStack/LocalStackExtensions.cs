using System.Globalization;

namespace LocalCloud.Hosting;

public static class LocalStackExtensions
{
    /// <summary>
    /// Adds AWS on this machine, left out of the manifest. Null, and so the real AWS, when configuration <c>LocalStack:UseLocalStack</c> is false.
    /// </summary>
    public static IResourceBuilder<ILocalStackResource>? AddLocalStack(this IDistributedApplicationBuilder builder, string name = "localstack", Action<LocalStackContainerOptions>? configureContainer = null)
    {
        if (bool.TryParse(builder.Configuration["LocalStack:UseLocalStack"], out var use) && !use) return null;

        var options = new LocalStackContainerOptions();
        configureContainer?.Invoke(options);
        var port = options.Port ?? (int.TryParse(builder.Configuration["LocalStack:Config:EdgePort"], CultureInfo.InvariantCulture, out var edge) ? edge : LocalStackResource.DefaultPort);

        return builder.AddResource(new LocalStackResource(name))
            .WithHttpEndpoint(port: port, targetPort: LocalStackResource.DefaultPort, name: LocalStackResource.PrimaryEndpointName)
            .WithImage(options.ContainerImage ?? "localstack/localstack", options.ContainerImageTag ?? "4.12.0").WithImageRegistry(options.ContainerRegistry ?? "docker.io")
            .WithHttpHealthCheck("/_localstack/health")
            .WithEnvironment("DEBUG", options.DebugLevel.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment(context =>
            {
                foreach (var (variable, value) in options.AdditionalEnvironmentVariables) context.EnvironmentVariables[variable] = value;
            })
            .ExcludeFromManifest();
    }

    /// <summary>Makes every stack of the application there, and points whoever gets outputs of one to it. A null builder changes nothing.</summary>
    public static IDistributedApplicationBuilder UseLocalStack(this IDistributedApplicationBuilder builder, IResourceBuilder<ILocalStackResource>? localStack)
    {
        if (localStack?.Resource is LocalStackResource resource) resource.IsUsed = true;
        return builder;
    }
}
