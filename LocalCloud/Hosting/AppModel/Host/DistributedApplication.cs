using LocalCloud.Hosting.Manifest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

/// <summary>An application that has been described: it can be run on this machine, or its manifest published.</summary>
public sealed class DistributedApplication : IAsyncDisposable, IDisposable
{
    const string DefaultDashboardUrl = "http://127.0.0.1:15888";

    readonly DistributedApplicationBuilder builder;
    readonly ServiceProvider services;
    readonly List<IResource> model;
    IRunningApplication? running;

    internal DistributedApplication(DistributedApplicationBuilder builder)
    {
        this.builder = builder;
        model = [.. builder.Resources];
        if (model.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new DistributedApplicationException($"There are several resources named '{twice.Key}'.");
        services = builder.Services.BuildServiceProvider();
        ResourceNotifications = new(this);
    }

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    public IServiceProvider Services => services;

    /// <summary>The states of the resources of an application that has been started.</summary>
    public ResourceNotificationService ResourceNotifications { get; }

    internal IRunningApplication Running => running ?? throw new InvalidOperationException("The application has not been started. Call StartAsync first.");

    /// <inheritdoc cref="RunAsync"/>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Does what the AppHost's arguments ask for: runs the application until Ctrl+C, SIGTERM or the token, or publishes its manifest.
    /// What goes wrong is printed, and is the process's exit code: 2 for wrong arguments, 1 for everything else.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            Environment.ExitCode = await RunToEndAsync(cancellationToken);
        }
        catch (DistributedApplicationException e)
        {
            Console.Error.WriteLine(e.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <summary>Starts the application on this machine and returns when its resources are on their way.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started as described.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (running is not null) throw new InvalidOperationException("The application has been started already.");
        running = await Runner.StartAsync(await RequestAsync(cancellationToken), cancellationToken);
        foreach (var resource in model) resource.Annotations.Add(new RunningAnnotation(running));
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => running?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
        await services.DisposeAsync();
        // A run that could not start has not deleted it
        if (builder.Arguments.Ephemeral && builder.DataDirectory.IsValueCreated && Directory.Exists(builder.DataDirectory.Value)) Directory.Delete(builder.DataDirectory.Value, recursive: true);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    async Task<int> RunToEndAsync(CancellationToken cancellationToken)
    {
        if (builder.Arguments.Error is { } error)
        {
            Console.Error.WriteLine(error);
            return 2;
        }
        if (builder.ExecutionContext.IsPublishMode)
        {
            if (builder.ExecutionContext.PublisherName is null) return await AwsPublisher.PublishAsync(model, builder, cancellationToken);
            Console.WriteLine($"Manifest: {await ManifestPublisher.PublishAsync(model, builder.ExecutionContext, builder.Arguments.OutputPath!, cancellationToken)}");
            return 0;
        }
        return await ConsoleRun.RunAsync(Runner, await RequestAsync(cancellationToken), cancellationToken);
    }

    IRunner Runner => services.GetService<IRunner>() ?? throw new DistributedApplicationException("There is nothing to run the application with.");

    async Task<RunRequest> RequestAsync(CancellationToken cancellationToken)
    {
        var (manifest, localOnly) = await ManifestBuilder.BuildAsync(model, builder.ExecutionContext, builder.AppHostDirectory, cancellationToken);
        return new()
        {
            Manifest = manifest,
            LocalRun = LocalRunBuilder.Build(model, localOnly, builder.Configuration),
            ApplicationName = builder.Options.DashboardApplicationName ?? builder.AppHost.Name,
            AppHostDirectory = builder.AppHostDirectory,
            DataDirectory = builder.DataDirectory.Value,
            Ephemeral = builder.Arguments.Ephemeral,
            RandomPorts = builder.IsTest,
            DashboardUrl = builder.Options.DisableDashboard ? null : DashboardUrl(),
            ShowProgress = !builder.IsTest,
            Configuration = builder.Configuration,
            Parameters = builder.Parameters,
            LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
        };
    }

    // As in Aspire, the dashboard listens where the AppHost's launch profile says
    Uri DashboardUrl()
    {
        var urls = (builder.Configuration["ASPNETCORE_URLS"] ?? DefaultDashboardUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var url = urls.FirstOrDefault(u => u.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? DefaultDashboardUrl;
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : throw new DistributedApplicationException($"ASPNETCORE_URLS has no address for the dashboard: '{url}'.");
    }
}
