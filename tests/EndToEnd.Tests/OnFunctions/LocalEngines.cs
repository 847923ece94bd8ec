using Aspire.Hosting;
using Aspire.Hosting.Testing;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>What the AppHost runs besides its services: PostgreSQL, Redis, the local cloud and the dashboard, or some of it.</summary>
internal sealed class LocalEngines : IAsyncDisposable
{
    private readonly DistributedApplication _app;

    private LocalEngines(DistributedApplication app, Uri dashboard) => (_app, Telemetry) = (app, Telemetry.Of(app, dashboard));

    public Uri Aws => _app.GetEndpoint("aws");

    public Telemetry Telemetry { get; }

    public static async Task<LocalEngines> StartAsync(params string[] resources)
    {
        var app = await (await TestHost.CreateAsync()).With(resources).StartAsync(resources);
        return new(app, await app.GetDashboardUrlAsync(TestContext.Current.CancellationToken));
    }

    public async Task<string> ConnectionAsync(string resource) => (await _app.GetConnectionStringAsync(resource))!;

    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        await _app.DisposeAsync();
    }
}
