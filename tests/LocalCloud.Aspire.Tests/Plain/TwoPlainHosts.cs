using Aspire.Hosting.Testing;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Plain;

/// <summary>The AppHost Plain, twice at the same time.</summary>
public sealed class TwoPlainHosts : IAsyncLifetime
{
    private readonly List<RunningApplication> _running = [];

    public IReadOnlyList<RunningApplication> Running => _running;

    public static HttpClient WebOf(RunningApplication host) => host.App.CreateHttpClient("web", "http");

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Plain>([], (options, _) =>
                options.EnableResourceLogging = false
            );
            _running.Add(new(await builder.BuildAsync()));
        }
        await Task.WhenAll(_running.Select(r => r.StartAsync()));
        await Task.WhenAll(_running.Select(r => r.HealthyAsync("web")));
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_running.Select(r => r.DisposeAsync().AsTask()));
}
