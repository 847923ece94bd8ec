using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Engines;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// How the runtime of a process is set up for a laptop on which a dozen start at once: quick to be there, small, and none of it
/// changes what code does. A variable that the AppHost gives the resource, or that is set around it, wins.
/// </summary>
internal static class ProcessSettings
{
    private static readonly (string Variable, string Value)[] Settings =
    [
        // Hot methods are compiled anew when everything has been up for a while (ms, hexadecimal), and without watching them first
        ("DOTNET_TC_CallCountingDelayMs", "1388"),
        ("DOTNET_TieredPGO", "0"),
        // Otherwise each page of compiled code is mapped twice
        ("DOTNET_EnableWriteXorExecute", "0"),
        // One heap, and not one for each core
        ("DOTNET_gcServer", "0"),
    ];

    // Npgsql would load Kerberos in each service, to ask for it a server on this machine that has none
    private static readonly (string Variable, string Value)[] OfProject = [.. Settings, ("PGGSSENCMODE", "disable")];

    // It has little to do: what is young fills 4 MB (hexadecimal) before it is looked at, and not as much as the processor caches
    private static readonly (string Variable, string Value)[] OfDashboard = [.. Settings, ("DOTNET_GCgen0size", "400000")];

    /// <summary>Whether it runs .NET and is there when the application starts: projects, engines, AWS.</summary>
    public static bool Concerns(IResource resource) => resource is ProjectResource or EngineResource or LocalStackResource;

    public static void Apply(IDistributedApplicationBuilder builder, IResourceWithEnvironment resource) =>
        builder
            .CreateResourceBuilder(resource)
            .WithEnvironment(context =>
            {
                var settings =
                    IsDashboard(resource) ? OfDashboard
                    : resource is ProjectResource && !HasDatabasesElsewhere(builder) ? OfProject
                    : Settings;
                foreach (var (variable, value) in settings)
                    if (Environment.GetEnvironmentVariable(variable) is null)
                        context.EnvironmentVariables.TryAdd(variable, value);
                // Whether what probes and polls do is traced, too: the whole application's affair
                if (builder.Configuration["Telemetry:Probes"] is { } probes)
                    context.EnvironmentVariables.TryAdd("Telemetry__Probes", probes);
            });

    private static bool HasDatabasesElsewhere(IDistributedApplicationBuilder builder) =>
        builder.Resources.Any(r => r is ConnectionStringResource or ParameterResource { IsConnectionString: true });

    public static bool IsDashboard(IResource resource) => resource is ExecutableResource { Name: ResourceStates.Dashboard };
}
