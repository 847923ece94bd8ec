using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(Clients.Tests.EmulatorFixture))]

namespace Clients.Tests;

/// <summary>One emulator for all scripts, each of which has an account of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private readonly WebApplication _app = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
    private readonly WebApplication _enforced = Emulator.Build(
        new Options
        {
            DataDirectory = null,
            Port = 0,
            EnforceIam = true,
        }
    );
    private long _accounts = 100_000_000_000;

    public string Endpoint => _app.Urls.First();

    /// <summary>Of another one, with --enforce-iam.</summary>
    public string EnforcedEndpoint => _enforced.Urls.First();

    public string NewAccount() => $"{Interlocked.Increment(ref _accounts)}";

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        await _enforced.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _enforced.StopAsync();
        await _enforced.DisposeAsync();
    }
}
