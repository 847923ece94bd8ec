using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;

namespace Serverless.Bench;

/// <summary>
/// From the start of the AppHost's process until every resource is healthy, and from Ctrl+C or kill -9 until everything is gone. The floor is
/// one more Api while everything it needs is there: no start of the system can be quicker than that of its slowest part.
/// </summary>
static class StartupBenchmark
{
    static readonly Option<int> Runs = new("--runs") { Description = "How often each is measured; the median counts", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("startup", "Time from start to all resources healthy, on a built tree.") { Runs };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(Runs), cancellation));
        return command;
    }

    static async Task RunAsync(int runs, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("bench-startup-").FullName;
        try
        {
            var (first, again, stop, kill, floor) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
            for (var run = 0; run < runs; run++)
            {
                var fresh = Path.Combine(data, run.ToString());
                await using (var host = await AppHostProcess.StartAsync(fresh, cancellation))
                {
                    first.Add(host.Ready);
                    stop.Add(await host.StopAsync(cancellation));
                }
                await using (var host = await AppHostProcess.StartAsync(fresh, cancellation))
                {
                    again.Add(host.Ready);
                    floor.Add(await ServiceFloor.MeasureAsync(fresh, cancellation));
                    stop.Add(await host.StopAsync(cancellation));
                }
                if (!OperatingSystem.IsLinux())
                    continue;
                await using (var host = await AppHostProcess.StartAsync(fresh, cancellation))
                    kill.Add(await host.KillAsync(cancellation));
            }
            List<(string, List<TimeSpan>)> rows = [("all healthy, first start (new data)", first), ("all healthy, later starts", again), ("Ctrl+C to all gone", stop)];
            if (kill.Count > 0)
                rows.Add(("kill -9 to all gone", kill));
            Print(runs, floor, rows);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static void Print(int runs, List<TimeSpan> floor, IEnumerable<(string What, List<TimeSpan> Times)> rows)
    {
        var table = new Table().RoundedBorder().Title($"{Environment.ProcessorCount} cores, {runs} runs").AddColumns("", "median", "fastest", "slowest", "to the floor");
        foreach (var (what, times) in rows.Prepend(("floor: one more Api, all it needs is there", floor)))
            table.AddRow(what, Seconds(Median(times)), Seconds(times.Min()), Seconds(times.Max()), $"{Median(times) / Median(floor):0.0} x");
        AnsiConsole.Write(table);
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";
}
