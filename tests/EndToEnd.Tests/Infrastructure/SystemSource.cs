namespace EndToEnd.Tests.Infrastructure;

/// <summary>
/// One system for all tests that do it no harm, started when the first of them asks. An assembly fixture for each kind of system.
/// </summary>
public abstract class SystemSource : IAsyncDisposable
{
    private readonly Lazy<Task<SystemUnderTest>> _system;

    private protected SystemSource(Func<Task<SystemUnderTest>> start) => _system = new(start);

    internal Task<SystemUnderTest> GetAsync() => _system.Value;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_system is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _system.Value).DisposeAsync();
    }
}
