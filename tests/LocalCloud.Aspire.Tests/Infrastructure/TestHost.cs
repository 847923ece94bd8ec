using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Tests.Infrastructure;

/// <summary>Applications that a test makes of resources of its own. What runs them is in the assembly of the AppHost Plain: DCP.</summary>
internal static class TestHost
{
    /// <summary>
    /// As Aspire.Hosting.Testing sets one up: on free ports, and so on data that goes with it unless an argument names a directory.
    /// </summary>
    public static IDistributedApplicationBuilder Create(params string[] arguments) =>
        CreateWith("--DcpPublisher:RandomizePorts=true", ["--DcpPublisher:WaitForResourceCleanup=true", .. arguments]);

    /// <summary>As a user has it: ports that are given are taken.</summary>
    public static IDistributedApplicationBuilder CreateOnGivenPorts(params string[] arguments) =>
        CreateWith("--ASPNETCORE_URLS=http://127.0.0.1:0", arguments);

    private static IDistributedApplicationBuilder CreateWith(string first, string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                AssemblyName = "Plain",
                Args = [first, .. arguments],
                DisableDashboard = true,
            }
        );
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    /// <summary>Starts it with the engines and returns when these resources are healthy.</summary>
    public static async Task<RunningApplication> StartAsync(this IDistributedApplicationBuilder builder, params string[] healthy)
    {
        var app = builder.Begin();
        try
        {
            await app.StartAsync();
            await app.HealthyAsync(healthy);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The application with the engines, not started.</summary>
    public static RunningApplication Begin(this IDistributedApplicationBuilder builder) => new(builder.UseEmbeddedEngines().Build());
}
