using System.Collections.ObjectModel;
using System.Reflection;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using LocalCloud.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

sealed class DistributedApplicationBuilder : IDistributedApplicationTestingBuilder
{
    readonly AppHostInterception? interception = AppHostInterception.Current;
    readonly Lazy<ParameterValues> parameters;
    DistributedApplication? application;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        interception?.Configure(options);
        Options = options;
        AppHost = AppHostInfo.Of(
            interception?.Assembly ?? (options.AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(options.AssemblyName)), options.ProjectDirectory, options.ProjectName);

        var environment = interception?.Settings.EnvironmentName ?? System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production;
        Environment = new AppHostEnvironment(AppHost.Name, environment, AppHost.Directory);
        Configuration.SetBasePath(AppHost.Directory);
        Configuration.AddInMemoryCollection([new("AppHost:Directory", AppHost.Directory), new("AppHost:Sha256", AppHost.ProjectNameSha256)]);
        Configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
        Configuration.AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false);
        Configuration.AddEnvironmentVariables();
        if (interception is not null) Configuration.AddInMemoryCollection([new("LocalCloud:Ephemeral", "true")]);
        Arguments = AppHostArguments.Read(Configuration, [.. options.Args ?? [], .. interception?.Args ?? []]);

        DataDirectory = new(() => Arguments.Ephemeral
            ? Directory.CreateTempSubdirectory("localcloud-data-").FullName
            : Path.GetFullPath(Configuration["LocalCloud:DataDirectory"] ?? ".localcloud", AppHost.Directory));
        parameters = new(() => new(Configuration, DataDirectory.Value));

        Services.AddSingleton<IConfiguration>(Configuration);
        Services.AddSingleton(Environment);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton<IRunner, LocalCloudRunner>();
        Services.AddLogging(logging => logging.AddConfiguration(Configuration.GetSection("Logging")).SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
    }

    public DistributedApplicationOptions Options { get; }
    public AppHostInfo AppHost { get; }
    public AppHostArguments Arguments { get; }
    public Lazy<string> DataDirectory { get; }
    public ParameterValues Parameters => parameters.Value;
    public bool IsTest => interception is not null;

    public ConfigurationManager Configuration { get; } = new();
    public string AppHostDirectory => AppHost.Directory;
    public Assembly? AppHostAssembly => AppHost.Assembly;
    public IHostEnvironment Environment { get; }
    public IServiceCollection Services { get; } = new ServiceCollection();
    public DistributedApplicationExecutionContext ExecutionContext => Arguments.Execution;
    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.FirstOrDefault(r => r.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new DistributedApplicationException($"A resource named '{other.Name}' ({other.GetType().Name}) is there already, and names are compared without regard to case. Give '{resource.Name}' ({resource.GetType().Name}) another one.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        interception?.Take(this);
        return application = new(this);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(Build());

    public ValueTask DisposeAsync() => application?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => application?.Dispose();

    sealed class ResourceCollection : Collection<IResource>, IResourceCollection;

    sealed class AppHostEnvironment(string applicationName, string environmentName, string contentRoot) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = applicationName;
        public string EnvironmentName { get; set; } = environmentName;
        public string ContentRootPath { get; set; } = contentRoot;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
