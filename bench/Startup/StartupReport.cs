using Spectre.Console;

namespace Serverless.Bench.Startup;

internal static class StartupReport
{
    private const double Megabyte = 1024 * 1024;

    // Aims are ratios: what this tree may take at most of what the other one takes
    private static readonly (string What, Func<Figures, List<double>> Of, Func<double, string> Show, double? Aim)[] Rows =
    [
        ("everything up, later starts", f => f.Ready, Seconds, 0.6),
        ("everything up, first start (new data)", f => f.FirstReady, Seconds, null),
        ("processor time of all processes until up", f => f.ProcessorTime, Seconds, 0.5),
        ("memory of all processes (PSS), 2 s after", f => f.Memory, bytes => $"{bytes / Megabyte:0} MB", 0.75),
        ("Ctrl+C until all are gone", f => f.Stop, Seconds, 1.0),
        ("kill -9 of the AppHost until all are gone", f => f.Kill, Seconds, 1.2),
    ];

    public static void Print(int runs, string commit, Figures before, Figures now)
    {
        // Also into a file, where a console would be 80 wide
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 150);
        var table = new Table()
            .RoundedBorder()
            .Title($"{Environment.ProcessorCount} cores, load {Machine.LoadAverage}, medians of {runs} runs (fastest, slowest)")
            .AddColumns("what", $"before ({commit})", "now", "ratio", "aim");
        foreach (var (what, of, show, aim) in Rows)
        {
            var ratio = Figures.Median(of(now)) / Figures.Median(of(before));
            var colour =
                aim is null ? "default"
                : ratio <= aim ? "green"
                : "red";
            table.AddRow(what, Range(of(before), show), Range(of(now), show), $"[{colour}]{ratio:0.00}[/]", $"{aim:0.00}");
        }
        table.AddRow("floor: one more Api, all it needs is there", "", Range(now.Floor, Seconds), "", "");
        AnsiConsole.Write(table);
        AnsiConsole.Write(WhereItGoes(runs, now));
    }

    private static Table WhereItGoes(int runs, Figures now)
    {
        var table = new Table()
            .RoundedBorder()
            .Title("where it goes, now: means of the later starts")
            .AddColumns("processes", "number", "processor time until up", "of children that ended", "memory, 2 s after");
        var kinds = now.Processes.GroupBy(p => p.Kind).OrderByDescending(kind => kind.Sum(p => p.Process.ProcessorTime.TotalSeconds));
        foreach (var kind in kinds)
        {
            table.AddRow(
                kind.Key.EscapeMarkup(),
                $"{(double)kind.Count() / runs:0.#}",
                Seconds(kind.Sum(p => p.Process.Own.TotalSeconds) / runs),
                Seconds(kind.Sum(p => p.Process.OfEnded.TotalSeconds) / runs),
                $"{kind.Sum(p => p.Memory) / Megabyte / runs:0.0} MB"
            );
        }
        return table;
    }

    private static string Range(List<double> values, Func<double, string> show) =>
        $"{show(Figures.Median(values))} ({show(values.Min())}, {show(values.Max())})";

    private static string Seconds(double seconds) => $"{seconds:0.00} s";
}
