namespace Serverless.Bench.Startup;

/// <summary>The AppHost of a tree, started the way its users start it: with <c>dotnet run</c>, and on its fixed ports.</summary>
internal sealed class AppHostRun : IAsyncDisposable
{
    public const string Up = "Everything is up";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3),
        StopLimit = TimeSpan.FromMinutes(1);

    public ProcessTree Tree { get; }

    private AppHostRun(ProcessTree tree) => Tree = tree;

    /// <summary>From the start of <c>dotnet run</c> until every resource is healthy.</summary>
    public TimeSpan Ready { get; private set; }

    /// <summary>Of all processes, until then.</summary>
    public TimeSpan ProcessorTime { get; private set; }

    /// <summary>All of them, then.</summary>
    public IReadOnlyList<ProcessEntry> Processes { get; private set; } = [];

    public ProcessEntry AppHost => Tree.Child("AppHost");

    public static async Task<AppHostRun> StartAsync(SourceTree source, string data, CancellationToken cancellation)
    {
        await FixedPorts.FreeAsync(cancellation);
        string[] arguments = ["run", "--project", "AppHost", "--no-build"];
        var run = new AppHostRun(new ProcessTree("dotnet", arguments, source.Directory, [new("LocalCloud__DataDirectory", data)]));
        try
        {
            run.Ready = await run.Tree.Output.WaitAsync(Up, StartLimit, cancellation);
            run.ProcessorTime = run.Tree.ProcessorTime;
            run.Processes = run.Tree.Living;
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ctrl+C.</summary>
    /// <returns>How long it took until nothing was left.</returns>
    public Task<TimeSpan> StopAsync(CancellationToken cancellation)
    {
        Tree.Interrupt();
        return Tree.GoneAsync(StopLimit, cancellation);
    }

    /// <summary>kill -9 of the AppHost, not of <c>dotnet run</c>.</summary>
    /// <returns>How long it took until nothing was left.</returns>
    public Task<TimeSpan> KillAsync(CancellationToken cancellation)
    {
        _ = Posix.Send(AppHost.Id, Posix.Kill);
        return Tree.GoneAsync(StopLimit, cancellation);
    }

    public ValueTask DisposeAsync() => Tree.DisposeAsync();
}
