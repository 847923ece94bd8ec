using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform;
using Platform.Data;
using ServiceDefaults;

namespace Services.Tests.Infrastructure;

/// <summary>A process that works off a queue, with handlers of the test's.</summary>
internal static class WorkerHost
{
    public static async Task<IHost> StartAsync(Stack stack, Action<IHostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Queue:VisibilityTimeout"] = "00:00:02", ["Queue:Drain"] = "00:00:05" }
        );
        builder.Configuration.AddInMemoryCollection(stack.Configuration);
        builder.AddServiceDefaults();
        builder.AddPlatformData();
        builder.AddMailSender();
        builder.AddJobQueue();
        configure(builder);
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
