using LocalCloud.Aws;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(Clients.Tests.EmulatorFixture))]

namespace Clients.Tests;

/// <summary>One emulator for all scripts, each of which has an account of its own.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private readonly WebApplication app = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
    private readonly WebApplication enforced = Emulator.Build(
        new Options
        {
            DataDirectory = null,
            Port = 0,
            EnforceIam = true,
        }
    );
    private long accounts = 100_000_000_000;

    public string Endpoint => app.Urls.First();

    /// <summary>Of another one, with --enforce-iam.</summary>
    public string EnforcedEndpoint => enforced.Urls.First();

    public string NewAccount() => $"{Interlocked.Increment(ref accounts)}";

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        await enforced.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await enforced.StopAsync();
        await enforced.DisposeAsync();
    }
}
