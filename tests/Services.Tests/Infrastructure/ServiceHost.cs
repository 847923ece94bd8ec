using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Infrastructure;

/// <summary>
/// A service in this process, as its Program makes it, on the servers that its configuration names. Disposing stops it as SIGTERM does.
/// </summary>
/// <typeparam name="TMarker">Any type of the service's assembly.</typeparam>
internal sealed class ServiceHost<TMarker>(Dictionary<string, string?> configuration, Action<IServiceCollection>? configureServices)
    : WebApplicationFactory<TMarker>
    where TMarker : class
{
    public Logs Logs { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in configuration)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs));
        builder.ConfigureTestServices(services => configureServices?.Invoke(services));
    }
}
