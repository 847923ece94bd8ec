namespace EndToEnd.Tests.Infrastructure;

/// <summary>A test on a shared system; its ids and addresses are its own.</summary>
public abstract class SystemTest(SystemSource source) : IAsyncLifetime
{
    internal SystemUnderTest App { get; private set; } = null!;

    /// <summary>Of this test alone.</summary>
    protected string Tag { get; } = Guid.NewGuid().ToString("N")[..12];

    protected string Address => $"{Tag}@example.com";

    public async ValueTask InitializeAsync() => App = await source.GetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
