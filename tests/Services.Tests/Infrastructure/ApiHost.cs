using Api.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Data;

namespace Services.Tests.Infrastructure;

/// <summary>The Api in this process, as it is, on the servers that its configuration names.</summary>
internal sealed class ApiHost(
    Dictionary<string, string?> configuration,
    Action<IServiceCollection>? configureServices = null,
    string environment = "Production"
) : WebApplicationFactory<StripeOptions>
{
    public const string WebhookSecret = "whsec_test";

    public async Task<T> QueryAsync<T>(Func<AppDbContext, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        foreach (var (key, value) in configuration)
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Stripe:WebhookSecret", WebhookSecret);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => configureServices?.Invoke(services));
    }
}
