using System.CommandLine;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Emulator;

/// <summary>
/// From the start of the emulator's process until it answers, and what it occupies when it has nothing to do; beside an empty Kestrel.
/// </summary>
internal static class EmulatorBenchmark
{
    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each is started; the median counts",
        DefaultValueFactory = _ => 7,
    };
    private static readonly Option<bool> Aot = new("--aot")
    {
        Description = "Publish with native AOT (once; takes minutes) and measure that as well",
        DefaultValueFactory = _ => true,
    };

    public static Command Create()
    {
        var command = new Command("emulator", "Start and idle memory of LocalCloud.Aws, JIT and AOT.") { Runs, Aot };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(Runs), arguments.GetValue(Aot), cancellation));
        return command;
    }

    private static async Task RunAsync(int runs, bool aot, CancellationToken cancellation)
    {
        var native = aot ? await NativeBuild.GetAsync(cancellation) : null;
        var data = Directory.CreateTempSubdirectory("bench-emulator-");
        try
        {
            string[] journal = ["--port", "0", "--data", data.FullName];
            var rows = new List<(string, List<Start>)>
            {
                ("floor: empty Kestrel, JIT", await StartsAsync(Environment.ProcessPath!, ["floor"])),
                ("LocalCloud.Aws, JIT", await StartsAsync(Repository.Executable("LocalCloud.Aws"), journal)),
            };
            if (native is not null)
                rows.Add(("LocalCloud.Aws, AOT", await StartsAsync(native, journal)));
            Print(runs, rows);
        }
        finally
        {
            data.Delete(recursive: true);
        }

        async Task<List<Start>> StartsAsync(string file, string[] arguments)
        {
            var starts = new List<Start>();
            for (var run = 0; run < runs; run++)
            {
                using var server = ServerProcess.Start(file, arguments);
                await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellation);
                starts.Add(new(server.Ready, server.ResidentBytes, server.PrivateBytes));
            }
            return starts;
        }
    }

    private static void Print(int runs, List<(string What, List<Start> Starts)> rows)
    {
        var table = new Table()
            .RoundedBorder()
            .Title($"{Environment.ProcessorCount} cores, {runs} runs, load average {Machine.LoadAverage}")
            .AddColumns("", "ready, median", "fastest", "idle, resident", "of that its own");
        foreach (var (what, starts) in rows)
            table.AddRow(
                what,
                Milliseconds(starts.Select(s => s.Ready).Order().ElementAt(runs / 2)),
                Milliseconds(starts.Min(s => s.Ready)),
                Megabytes(starts.Min(s => s.Resident)),
                Megabytes(starts.Min(s => s.Private))
            );
        AnsiConsole.Write(table);
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0} ms";

    private static string Megabytes(long bytes) => $"{bytes / 1048576.0:0} MB";

    /// <param name="Private">What other processes cannot share: the runtime's own files are mapped once for all .NET processes.</param>
    private sealed record Start(TimeSpan Ready, long Resident, long Private);
}
