using System.CommandLine;
using Serverless.Bench.Startup;
using Spectre.Console;

namespace Serverless.Bench.Publish;

/// <summary>
/// <c>serverless publish</c> of the three services on clean trees, this repository's last commit beside another one: the time, and the
/// size of each package. Packages from the registries are there already; they take turns.
/// </summary>
internal static class PublishBenchmark
{
    // The last commit whose packages have .NET in them, built one after the other
    private const string WithDotNet = "eaf8872";

    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each is measured; the median counts",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string> Before = new("--before")
    {
        Description = "The commit that this tree is compared with",
        DefaultValueFactory = _ => WithDotNet,
    };

    public static Command Create()
    {
        var command = new Command("publish", "Time and package sizes of serverless publish on a clean tree, beside another commit's.")
        {
            Runs,
            Before,
        };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(Runs), arguments.GetValue(Before)!, cancellation));
        return command;
    }

    private static async Task RunAsync(int runs, string before, CancellationToken cancellation)
    {
        (string Commit, List<PublishRun> Runs)[] builds = [(before, []), ("HEAD", [])];
        for (var run = 0; run < runs; run++)
        {
            foreach (var build in run % 2 == 0 ? builds : [.. builds.Reverse()])
            {
                AnsiConsole.MarkupLineInterpolated($"[grey]{build.Commit}, {run + 1} of {runs}: load {Machine.LoadAverage}[/]");
                build.Runs.Add(await PublishRun.MeasureAsync(build.Commit, cancellation));
            }
        }

        var table = new Table()
            .RoundedBorder()
            .Title($"serverless publish: {Environment.ProcessorCount} cores, load {Machine.LoadAverage}, medians of {runs}")
            .AddColumns("what", $"before ({before})", "now (HEAD)", "ratio");
        var (was, now) = (Seconds(builds[0].Runs), Seconds(builds[1].Runs));
        table.AddRow("clean tree to packages", $"{was:0.0} s", $"{now:0.0} s", $"{now / was:0.00}");
        foreach (var (zip, size) in builds[0].Runs[0].Megabytes)
        {
            var other = builds[1].Runs[0].Megabytes[zip];
            table.AddRow(zip, $"{size:0.0} MB", $"{other:0.0} MB", $"{other / size:0.00}");
        }

        AnsiConsole.Write(table);
    }

    private static double Seconds(List<PublishRun> runs) => Figures.Median([.. runs.Select(run => run.Time.TotalSeconds)]);
}
