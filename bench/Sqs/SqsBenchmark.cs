using System.CommandLine;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Sqs;

/// <summary>
/// Messages per second through send → receive → delete over HTTP, beside an empty endpoint that gets the same requests and answers as
/// much.
/// </summary>
internal static class SqsBenchmark
{
    private static readonly Option<int> Clients = new("--clients")
    {
        Description = "Connections, each with a thread of its own",
        DefaultValueFactory = _ => 32,
    };
    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each round is measured",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Seconds before that, in which the JIT gets to its best code",
        DefaultValueFactory = _ => 6,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each is measured; the best counts",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<int> Size = new("--size") { Description = "Bytes of a body", DefaultValueFactory = _ => 256 };
    private static readonly Option<int[]> Batches = new("--batch")
    {
        Description = "Messages per call",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 10],
    };
    private static readonly Option<string?> Emulator = new("--emulator")
    {
        Description = "The emulator's executable; else the one built with this program",
    };
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "floor, memory or journal alone",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["floor", "memory", "journal"],
    };

    public static Command Create()
    {
        var command = new Command("sqs", "Messages per second and delivery time, journal on and off.")
        {
            Clients,
            Seconds,
            WarmUp,
            Rounds,
            Size,
            Batches,
            Emulator,
            Only,
            BeforeBuild.Option,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        await using var before = await BeforeBuild.MakeAsync(arguments.GetValue(BeforeBuild.Option), cancellation);
        var cycle = new Cycle(
            arguments.GetValue(Clients),
            arguments.GetValue(Size),
            TimeSpan.FromSeconds(arguments.GetValue(WarmUp)),
            TimeSpan.FromSeconds(arguments.GetValue(Seconds))
        );
        var executable = arguments.GetValue(Emulator) ?? Repository.Executable("LocalCloud.Aws");
        var figures = new List<CycleFigures>();
        for (var round = 0; round < arguments.GetValue(Rounds); round++)
            foreach (var batch in arguments.GetValue(Batches)!)
            foreach (var what in arguments.GetValue(Only)!)
            {
                if (before is not null && what is not "floor")
                    figures.Add(Measure(what, batch, before.Executable));
                figures.Add(Measure(what, batch, null));
            }
        Print(figures, cycle);

        CycleFigures Measure(string what, int batch, string? other)
        {
            var data = Directory.CreateTempSubdirectory("bench-sqs-");
            try
            {
                using var server = what switch
                {
                    "floor" => ServerProcess.Start(Environment.ProcessPath!, "floor"),
                    "memory" => ServerProcess.Start(other ?? executable, "--port", "0", "--memory"),
                    _ => ServerProcess.Start(other ?? executable, "--port", "0", "--data", data.FullName),
                };
                return cycle.Measure(other is null ? what : $"{what}, before", server, batch, isFloor: what is "floor");
            }
            finally
            {
                data.Delete(recursive: true);
            }
        }
    }

    private static void Print(List<CycleFigures> figures, Cycle cycle)
    {
        var table = new Table()
            .RoundedBorder()
            .Title(
                $"{Environment.ProcessorCount} cores, {cycle.Clients} clients, bodies of {cycle.BodySize} bytes, load average "
                    + $"{Machine.LoadAverage}"
            )
            .AddColumns("", "per call", "messages/s", "of floor", "of before", "sent to received p50", "p99", "server time each");
        foreach (var batch in figures.GroupBy(f => f.Batch))
        {
            var best = batch.GroupBy(f => f.What).Select(g => g.MaxBy(f => f.Measured.PerSecond)!).ToList();
            foreach (var f in best)
                table.AddRow(
                    f.What,
                    $"{f.Batch}",
                    $"{f.Measured.PerSecond:N0}",
                    $"{f.Measured.PerSecond / best[0].Measured.PerSecond:0.00}",
                    best.Find(b => b.What == $"{f.What}, before") is { } was ? $"{f.Measured.PerSecond / was.Measured.PerSecond:0.00}" : "",
                    Milliseconds(f, 0.5),
                    Milliseconds(f, 0.99),
                    $"{f.MicrosecondsPerMessage:0} µs"
                );
        }
        AnsiConsole.Write(table);
    }

    private static string Milliseconds(CycleFigures figures, double quantile) =>
        figures.Measured.Latencies.At(quantile) is { Ticks: > 0 } time ? $"{time.TotalMilliseconds:0.00} ms" : "";
}
