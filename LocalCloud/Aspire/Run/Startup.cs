using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Run;

/// <summary>What a run is from its first moment to its last, in order.</summary>
internal static class Startup
{
    // Where a launch profile says nothing. How often Aspire looks whether DCP is there; and that it asks nobody for newer versions
    // of itself
    private static readonly (string Setting, string Value)[] Defaults =
    [
        ("ASPNETCORE_URLS", "http://127.0.0.1:15888"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:0"),
        ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
        ("ASPIRE_VERSION_CHECK_DISABLED", "true"),
        ("DcpPublisher:KubernetesConfigReadRetryIntervalMilliseconds", "20"),
        ("DcpPublisher:KubernetesConfigReadRetryCount", "1500"),
    ];

    private static int _hosts;

    public static void Use(IDistributedApplicationBuilder builder, RunSettings settings)
    {
        foreach (var (setting, value) in Defaults)
            builder.Configuration[setting] ??= value;
        if (builder.Resources.All(r => r.Name != DashboardPorts.Resource))
            DashboardPorts.Apply(builder.Configuration, settings.Ports is PortChoice.Isolated);
        SetPortRange(builder.Configuration);
        // By way of a factory, so that it is disposed when the application is, also one that has never quite started
        builder.Services.AddSingleton(_ => settings);
        builder.Services.AddSingleton<Instances>();
        builder.Services.Configure<HealthCheckServiceOptions>(options =>
            PatientHealthCheck.Wrap(options, [.. builder.Resources], check => DataOf(builder, settings, check))
        );
        DcpCertificate.Use(builder, settings);
        if (ProgressTable.IsWanted(settings))
            builder.Services.AddLogging(logging => Quiet(builder.Configuration, logging));
        foreach (var server in builder.Resources.OfType<RedisResource>())
            EmbeddedEngines.WithoutTls(builder, server, settings);
        builder.Eventing.Subscribe<BeforeStartEvent>(
            async (start, cancellationToken) =>
            {
                try
                {
                    await BeginAsync(builder, settings, start, cancellationToken).ConfigureAwait(false);
                }
                catch (StartException e) when (Refused.IsProgram(builder))
                {
                    settings.Dispose();
                    Refused.End(e);
                }
            }
        );
    }

    private static async Task BeginAsync(
        IDistributedApplicationBuilder builder,
        RunSettings settings,
        BeforeStartEvent start,
        CancellationToken cancellationToken
    )
    {
        var (model, lifetime) = (start.Model, start.Services.GetRequiredService<IHostApplicationLifetime>());
        _ = start.Services.GetRequiredService<RunSettings>();
        var parameters = model.Resources.OfType<ParameterResource>().Concat(Passwords(model)).ToList();
        SettingCheck.Names(builder.Configuration, [.. model.Resources], parameters);
        RunDirectory.DeleteAbandoned();
        IDisposable? held = null;
        if (settings.Ephemeral)
            Directory.CreateDirectory(settings.DataDirectory);
        else
            held = DataLock.Take(settings.DataDirectory);
        GeneratedParameters.Fill(builder.Configuration, parameters, settings);
        DirectProjects.Use(builder, model, settings);
        FixedPorts.Apply(builder.Configuration, model.Resources, settings.Ports);
        if (!settings.Containers)
            await EmbeddedEngines.UseAsync(builder, settings, start, cancellationToken).ConfigureAwait(false);

        // Aspire adds its dashboard after this
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>(
            (starting, _) =>
            {
                if (ProcessSettings.IsDashboard(starting.Resource))
                    ProcessSettings.Apply(builder, (IResourceWithEnvironment)starting.Resource);
                return Task.CompletedTask;
            }
        );
        foreach (var process in model.Resources.Where(ProcessSettings.Concerns).ToList())
            ProcessSettings.Apply(builder, (IResourceWithEnvironment)process);

        var order = new StopOrder(start.Services.GetRequiredService<ResourceNotificationService>());
        order.Watch(lifetime.ApplicationStopping);
        start.Services.GetRequiredService<Instances>().Watch(lifetime.ApplicationStopping);
        if (settings.Restarts)
            Supervise(start.Services, lifetime.ApplicationStopping);
        var file = new RunFile(settings.DataDirectory);
        file.Keep(builder);
        if (ProgressTable.IsWanted(settings))
            _ = ShowAsync(builder, settings, new(model, start.Services), lifetime.ApplicationStopping);
        lifetime.ApplicationStopped.Register(() =>
        {
            foreach (var part in (IDisposable?[])[order, file, held, settings])
                part?.Dispose();
        });
    }

    private static void Supervise(IServiceProvider services, CancellationToken stopping) =>
        new Supervision(
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceCommandService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            TimeProvider.System,
            services.GetRequiredService<ILogger<Supervision>>()
        ).Watch(stopping);

    private static async Task ShowAsync(
        IDistributedApplicationBuilder builder,
        RunSettings settings,
        ProgressTable table,
        CancellationToken stopping
    )
    {
        await table.ShowAsync(stopping).ConfigureAwait(false);
        // What only the start needed, model and configuration of DCP above all, goes back to the machine
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        if (builder.AppHostAssembly?.Location is { Length: > 0 } appHost)
            await settings.Programs.PrepareAsync(appHost, stopping).ConfigureAwait(false);
    }

    // The table says it; unless somebody asks for more
    private static void Quiet(IConfiguration configuration, ILoggingBuilder logging)
    {
        (string, LogLevel)[] levels = [("Aspire.Hosting", LogLevel.Warning), ("Microsoft.AspNetCore.DataProtection", LogLevel.Error)];
        foreach (var (category, level) in levels)
            if (configuration[$"Logging:LogLevel:{category}"] is null)
                logging.AddFilter(category, level);
    }

    // Not in the model unless somebody made them, and known to their servers alone
    private static IEnumerable<ParameterResource> Passwords(DistributedApplicationModel model) =>
        model
            .Resources.OfType<PostgresServerResource>()
            .Select(s => s.PasswordParameter)
            .Concat(model.Resources.OfType<RedisResource>().Select(s => s.PasswordParameter).OfType<ParameterResource>());

    private static string? DataOf(IDistributedApplicationBuilder builder, RunSettings settings, string check)
    {
        if (settings.Ephemeral)
            return null;
        var server = builder.Resources.OfType<PostgresServerResource>().FirstOrDefault(s => check == $"{s.Name}_check");
        return server is null ? null : settings.Data(server.Name);
    }

    // Aspire looks for free ports and lets go of them; seconds pass until somebody listens. Two runs look in different places
    private static void SetPortRange(IConfiguration configuration)
    {
        const string Start = "DcpPublisher:ProxylessEndpointPortRangeStart",
            End = "DcpPublisher:ProxylessEndpointPortRangeEnd";
        const int First = 10_000,
            Size = 200,
            Ranges = 110;
        if (configuration[Start] is not null || configuration[End] is not null)
            return;
        var start = First + Size * ((Environment.ProcessId + Interlocked.Increment(ref _hosts) * 37) % Ranges);
        (configuration[Start], configuration[End]) = ($"{start}", $"{start + Size - 1}");
    }
}
