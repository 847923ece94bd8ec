using System.CommandLine;
using Spectre.Console;

namespace Serverless.Bench.Startup;

/// <summary>
/// From a fresh clone to everything up, with packages from the registries: this repository's last commit beside another one. Who comes
/// first may warm a registry's cache for the other; with more runs they take turns.
/// </summary>
internal static class FirstStartBenchmark
{
    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each is measured; the median counts",
        DefaultValueFactory = _ => 1,
    };

    private static readonly (string What, Func<FirstStart, TimeSpan> Of)[] Rows =
    [
        ("everything up", s => s.Total),
        ("  restore", s => s.Restore),
        ("  build, npm beside it", s => s.Build),
        ("  start of the AppHost", s => s.Start),
        ("npm", s => s.Npm),
        ("processor time of all processes", s => s.ProcessorTime),
    ];

    public static Command Create()
    {
        var command = new Command("first-start", "The first dotnet run on a fresh clone with empty caches, beside another commit's.")
        {
            Runs,
            BeforeOptions.Before,
        };
        BeforeOptions.NeedLinux(command);
        command.SetAction(
            (arguments, cancellation) => RunAsync(arguments.GetValue(Runs), arguments.GetValue(BeforeOptions.Before)!, cancellation)
        );
        return command;
    }

    private static async Task RunAsync(int runs, string before, CancellationToken cancellation)
    {
        (string Commit, List<FirstStart> Starts)[] builds = [(before, []), ("HEAD", [])];
        for (var run = 0; run < runs; run++)
        {
            foreach (var build in run % 2 == 0 ? builds : [.. builds.Reverse()])
            {
                AnsiConsole.MarkupLineInterpolated($"[grey]{build.Commit}, {run + 1} of {runs}: load {Machine.LoadAverage}[/]");
                build.Starts.Add(await FirstStart.MeasureAsync(build.Commit, cancellation));
            }
        }
        var table = new Table()
            .RoundedBorder()
            .Title($"fresh clone, empty caches: {Environment.ProcessorCount} cores, load {Machine.LoadAverage}, medians of {runs}")
            .AddColumns("what", $"before ({before})", "now (HEAD)", "ratio");
        foreach (var (what, of) in Rows)
        {
            var (was, now) = (Median(builds[0].Starts), Median(builds[1].Starts));
            table.AddRow(what, $"{was:0.0} s", $"{now:0.0} s", $"{now / was:0.00}");

            double Median(List<FirstStart> starts) => Figures.Median([.. starts.Select(start => of(start).TotalSeconds)]);
        }
        AnsiConsole.Write(table);
    }
}
