using Spectre.Console;

namespace Serverless.Bench.Startup;

/// <summary>
/// The native code that a run makes of what its programs load, once and some time after everything is up. Then another build of the AppHost
/// takes its part in. Only starts after that are those of every day.
/// </summary>
internal static class NativeCode
{
    private const string Made = "Native code of";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20),
        Look = TimeSpan.FromMilliseconds(100),
        Limit = TimeSpan.FromMinutes(20);

    public static async Task PrepareAsync(SourceTree source, string data, CancellationToken cancellation)
    {
        await using (var run = await AppHostRun.StartAsync(source, data, cancellation))
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{await MakeAsync(run, cancellation)}[/]");
            await run.StopAsync(cancellation);
        }
        await source.BuildAsync(cancellation);
    }

    private static async Task<string> MakeAsync(AppHostRun run, CancellationToken cancellation)
    {
        // The compiler's processes are the AppHost's children, nothing else of it ends meanwhile
        var before = run.AppHost.OfEnded;
        if (!await BeginsAsync(run, cancellation))
            return "Native code: all was there";
        var began = TimeProvider.System.GetTimestamp();
        await run.Tree.Output.WaitAsync(Made, Limit, cancellation);
        var took = TimeProvider.System.GetElapsedTime(began);
        var processorTime = run.AppHost.OfEnded - before;
        return $"Native code: made once, beside the running system, in {took.TotalSeconds:0} s; "
            + $"processor time {processorTime.TotalSeconds:0} s";
    }

    // Nothing is said when nothing is to be made
    private static async Task<bool> BeginsAsync(AppHostRun run, CancellationToken cancellation)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < Quiet; )
        {
            if (run.Tree.Living.Any(process => process.Arguments.Any(argument => argument.Contains("crossgen", StringComparison.Ordinal))))
                return true;
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
        return false;
    }
}
