namespace Serverless.Bench.Startup;

/// <summary>The first <c>dotnet run</c> on a fresh clone, until everything is up, and its parts as they can be seen from outside.</summary>
/// <param name="Restore">Until the last project has the list of its packages.</param>
/// <param name="Npm">While that program runs; the build goes on beside it.</param>
/// <param name="Build">From then on until the AppHost's process begins.</param>
/// <param name="Start">From the AppHost's process on.</param>
internal sealed record FirstStart(TimeSpan Total, TimeSpan Restore, TimeSpan Npm, TimeSpan Build, TimeSpan Start, TimeSpan ProcessorTime)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30),
        StopLimit = TimeSpan.FromMinutes(1),
        Look = TimeSpan.FromMilliseconds(250);

    public static async Task<FirstStart> MeasureAsync(string commit, CancellationToken cancellation)
    {
        using var clone = await Clone.CreateAsync(commit, cancellation);
        await FixedPorts.FreeAsync(cancellation);
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var tree = new ProcessTree("dotnet", ["run", "--project", "AppHost"], clone.Sources, clone.Environ);
        using var seen = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var npm = WatchNpmAsync(tree, seen.Token);
        var total = await tree.Output.WaitAsync(AppHostRun.Up, Limit, cancellation);
        var processorTime = tree.ProcessorTime;
        await seen.CancelAsync();
        var start = tree.Child("AppHost").Age;
        var restore = LastRestore(clone.Sources) - began;
        tree.Interrupt();

        // Those of the SDK's stay for the next build
        await tree.GoneAsync(StopLimit, cancellation, process => process.Kind is not ("MSBuild" or "VBCSCompiler"));
        return new(total, restore, await npm, total - restore - start, start, processorTime);
    }

    private static DateTime LastRestore(string sources) =>
        Directory.EnumerateFiles(sources, "project.assets.json", SearchOption.AllDirectories).Max(File.GetLastWriteTimeUtc);

    private static async Task<TimeSpan> WatchNpmAsync(ProcessTree tree, CancellationToken stopped)
    {
        var time = TimeProvider.System;
        var (first, last) = (0L, 0L);
        while (!stopped.IsCancellationRequested)
        {
            if (tree.Living.Any(process => process.Arguments is ["node", var script, ..] && Path.GetFileName(script) == "install.mjs"))
            {
                last = time.GetTimestamp();
                first = first == 0 ? last : first;
            }
            await Task.Delay(Look, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return time.GetElapsedTime(first, last);
    }
}
