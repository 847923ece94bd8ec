using System.CommandLine;
using System.Diagnostics;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.DynamoDb;

/// <summary>
/// Calls per second of DynamoDB's operations over HTTP, beside an empty endpoint, the build of before and npm's dynalite.
/// </summary>
internal static class DynamoDbBenchmark
{
    private static readonly Option<int> Clients = new("--clients")
    {
        Description = "Connections, each with a thread of its own",
        DefaultValueFactory = _ => 32,
    };
    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each is measured",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int> WarmUp = new("--warm-up") { Description = "Seconds before that", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each is measured; the median counts",
        DefaultValueFactory = _ => 3,
    };
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "floor, memory, journal or peer alone",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["floor", "memory", "journal", "peer"],
    };
    private static readonly Option<string[]> Operations = new("--operation")
    {
        Description = "These alone, as PutItem",
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<bool> Busy = new("--busy") { Description = "Another process keeps a core busy meanwhile" };

    public static Command Create()
    {
        var command = new Command("dynamodb", "Calls per second and their times, journal on and off.")
        {
            Clients,
            Seconds,
            WarmUp,
            Rounds,
            Only,
            Operations,
            Busy,
            BeforeBuild.Option,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        await using var before = await BeforeBuild.MakeAsync(arguments.GetValue(BeforeBuild.Option), cancellation);
        var asked = arguments.GetValue(Operations)!;
        var loads = ItemLoad.All.Where(l => asked.Length == 0 || asked.Contains(l.Operation)).ToList();
        var only = arguments.GetValue(Only)!;
        using var peer = only.Contains("peer") ? await Dynalite.InstallAsync(cancellation) : null;
        using var busy = arguments.GetValue(Busy) ? Process.Start("sh", ["-c", "while :; do :; done"]) : null;
        var figures = new List<Figure>();
        try
        {
            for (var round = 0; round < arguments.GetValue(Rounds); round++)
                foreach (var what in only)
                {
                    if (what is "peer" && peer is null)
                        continue;
                    if (before is not null && what is "memory" or "journal")
                        Measure($"{what}, before", before!.Executable);
                    Measure(what, Repository.Executable("LocalCloud.Aws"));
                }
        }
        finally
        {
            busy?.Kill();
        }
        Print(figures, loads, arguments);

        void Measure(string what, string emulator)
        {
            var data = Directory.CreateTempSubdirectory("bench-dynamodb-");
            try
            {
                using var server = what.Split(',')[0] switch
                {
                    "floor" => ServerProcess.Start(Environment.ProcessPath!, "floor"),
                    "peer" => peer!.Start(),
                    "memory" => ServerProcess.Start(emulator, "--port", "0", "--memory"),
                    _ => ServerProcess.Start(emulator, "--port", "0", "--data", data.FullName),
                };
                if (what is not "floor")
                    using (var connection = new Connection(server.EndPoint))
                        ItemLoad.Prepare(connection);
                foreach (var load in loads)
                    figures.Add(new(what, load, Run(server, load)));
            }
            finally
            {
                data.Delete(recursive: true);
            }
        }

        Measured Run(ServerProcess server, ItemLoad load)
        {
            var clients = arguments.GetValue(Clients);
            var requests = Enumerable.Range(0, clients).Select(_ => load.Request()).ToList();
            var at = AwsRequest.Positions(requests[0], ItemLoad.Key);
            return Load.Clients.Run(
                server.EndPoint,
                clients,
                TimeSpan.FromSeconds(arguments.GetValue(WarmUp)),
                TimeSpan.FromSeconds(arguments.GetValue(Seconds)),
                (client, connection, latencies) => load.Step(requests[client], at, connection, latencies)
            );
        }
    }

    private static void Print(List<Figure> figures, List<ItemLoad> loads, ParseResult arguments)
    {
        var table = new Table()
            .RoundedBorder()
            .Title(
                $"{Environment.ProcessorCount} cores{(arguments.GetValue(Busy) ? ", one kept busy" : "")}, "
                    + $"{arguments.GetValue(Clients)} clients, {arguments.GetValue(Rounds)} rounds, load average {Machine.LoadAverage}"
            )
            .AddColumns("", "", "calls/s, median (min–max)", "of floor", "of before", "of peer", "p50", "p99", "p99 of before");
        foreach (var load in loads)
        {
            var rows = figures.Where(f => f.Load == load).GroupBy(f => f.What).ToDictionary(g => g.Key, g => new Row([.. g]));
            foreach (var (what, row) in rows)
            {
                var was = rows.GetValueOrDefault($"{what}, before");
                table.AddRow(
                    load.Name,
                    what,
                    $"{row.PerSecond:N0} ({row.Least:N0}–{row.Most:N0})",
                    Ratio(row.PerSecond, rows.GetValueOrDefault("floor")?.PerSecond),
                    Ratio(row.PerSecond, was?.PerSecond),
                    Ratio(row.PerSecond, rows.GetValueOrDefault("peer")?.PerSecond),
                    $"{row.At(0.5):0.00} ms",
                    $"{row.At(0.99):0.0} ms",
                    Ratio(row.At(0.99), was?.At(0.99))
                );
            }
        }
        // Into a file it is as wide as it has to be
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
    }

    private static string Ratio(double value, double? to) => to is { } other ? $"{value / other:0.00}" : "";

    private sealed record Figure(string What, ItemLoad Load, Measured Measured);

    /// <summary>The rounds of one.</summary>
    private sealed record Row(List<Figure> Rounds)
    {
        private List<double> Sorted { get; } = [.. Rounds.Select(r => r.Measured.PerSecond).Order()];

        public double PerSecond => Sorted[Sorted.Count / 2];

        public double Least => Sorted[0];

        public double Most => Sorted[^1];

        /// <summary>Milliseconds: the median of the rounds.</summary>
        public double At(double quantile) =>
            Rounds.Select(r => r.Measured.Latencies.At(quantile).TotalMilliseconds).Order().ElementAt(Rounds.Count / 2);
    }
}
