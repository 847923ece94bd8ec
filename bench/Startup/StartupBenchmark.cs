using System.CommandLine;
using Spectre.Console;

namespace Serverless.Bench.Startup;

/// <summary>
/// The AppHost of this tree beside that of another commit, by turns on the same machine: its speed changes from minute to minute, ratios do
/// not. The floor is one more Api while everything it needs is there, as it was built: what the slowest part of the system takes alone.
/// </summary>
internal static class StartupBenchmark
{
    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each is measured; the median counts",
        DefaultValueFactory = _ => 5,
    };

    public static Command Create()
    {
        var command = new Command("startup", "Start and stop of the AppHost, processor time and memory, beside another commit's.")
        {
            Runs,
            BeforeOptions.Before,
            BeforeOptions.Directory,
        };
        BeforeOptions.NeedLinux(command);
        command.SetAction(
            (arguments, cancellation) =>
            {
                var (commit, built) = (arguments.GetValue(BeforeOptions.Before)!, arguments.GetValue(BeforeOptions.Directory));
                return RunAsync(arguments.GetValue(Runs), commit, built, cancellation);
            }
        );
        return command;
    }

    private static async Task RunAsync(int runs, string commit, string? built, CancellationToken cancellation)
    {
        await using var worktree = built is null ? await Worktree.AddAsync(commit, cancellation) : null;
        var before = worktree?.Source ?? new SourceTree(Path.GetFullPath(built!));
        var name = (await Shell.RunAsync(before.Directory, "git", ["rev-parse", "--short", "HEAD"], cancellation)).Trim();
        if (worktree is not null)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]Building the AppHost of {name}[/]");
            await before.BuildAsync(cancellation);
        }
        var data = Directory.CreateTempSubdirectory("bench-startup-").FullName;
        try
        {
            await NativeCode.PrepareAsync(SourceTree.Own, Path.Combine(data, "now-prepared"), cancellation);
            var (was, now) = await MeasureAsync(runs, before, data, cancellation);
            StartupReport.Print(runs, name, was, now);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<(Figures Before, Figures Now)> MeasureAsync(
        int runs,
        SourceTree before,
        string data,
        CancellationToken cancellation
    )
    {
        (SourceTree Source, string Name, Figures Figures)[] builds = [(before, "before", new()), (SourceTree.Own, "now", new())];

        // Files come from the disk, and folders of programs are made: that is nobody's every day
        foreach (var build in builds)
            await new Figures().FirstAsync(build.Source, Path.Combine(data, $"{build.Name}-warm"), cancellation);
        for (var run = 0; run < runs; run++)
        {
            // Who comes second finds the machine as the first one left it
            var turn = run % 2 == 0 ? builds : [.. builds.Reverse()];
            foreach (var build in turn)
                await build.Figures.FirstAsync(build.Source, Data(build.Name), cancellation);
            foreach (var build in turn)
                await build.Figures.AgainAsync(build.Source, Data(build.Name), floor: build.Source == SourceTree.Own, cancellation);
            foreach (var build in turn)
                await build.Figures.KillAsync(build.Source, Data(build.Name), cancellation);
            AnsiConsole.MarkupLineInterpolated($"[grey]{run + 1} of {runs}: load {Machine.LoadAverage}[/]");

            string Data(string name) => Path.Combine(data, $"{name}-{run}");
        }
        return (builds[0].Figures, builds[1].Figures);
    }
}
