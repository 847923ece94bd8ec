using EndToEnd.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(SharedSystem))]

namespace EndToEnd.Tests.Infrastructure;

/// <summary>One application for all tests that do it no harm, started when the first of them asks.</summary>
public sealed class SharedSystem : IAsyncDisposable
{
    readonly Lazy<Task<RunningSystem>> system = new(() => RunningSystem.StartAsync());

    internal Task<RunningSystem> GetAsync() => system.Value;

    public async ValueTask DisposeAsync()
    {
        if (system.IsValueCreated) await (await system.Value).DisposeAsync();
    }
}
