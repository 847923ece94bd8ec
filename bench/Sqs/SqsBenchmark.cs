using System.CommandLine;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Sqs;

/// <summary>Messages per second through send → receive → delete over HTTP, beside an empty endpoint that gets the same requests and answers as much.</summary>
static class SqsBenchmark
{
    static readonly Option<int> ClientCount = new("--clients") { Description = "Connections, each with a thread of its own", DefaultValueFactory = _ => 32 };
    static readonly Option<int> Seconds = new("--seconds") { Description = "How long each round is measured", DefaultValueFactory = _ => 4 };
    static readonly Option<int> Rounds = new("--rounds") { Description = "How often each is measured; the best counts", DefaultValueFactory = _ => 3 };
    static readonly Option<int> Size = new("--size") { Description = "Bytes of a body", DefaultValueFactory = _ => 256 };
    static readonly Option<string?> Emulator = new("--emulator") { Description = "The emulator's executable; else the one built with this program" };

    public static Command Create()
    {
        var command = new Command("sqs", "Messages per second and delivery time, journal on and off.") { ClientCount, Seconds, Rounds, Size, Emulator };
        command.SetAction(arguments => Run(arguments));
        return command;
    }

    static void Run(ParseResult arguments)
    {
        var (clients, size) = (arguments.GetValue(ClientCount), arguments.GetValue(Size));
        var time = TimeSpan.FromSeconds(arguments.GetValue(Seconds));
        var executable = arguments.GetValue(Emulator) ?? Repository.Executable("LocalCloud.Aws");
        var data = Directory.CreateTempSubdirectory("bench-sqs-");
        var rows = new List<Row>();
        try
        {
            for (var round = 0; round < arguments.GetValue(Rounds); round++)
                foreach (var batch in (int[])[1, 10])
                {
                    using (var floor = ServerProcess.Start(Environment.ProcessPath!, "floor"))
                        rows.Add(Cycle("floor: empty Kestrel", floor, batch, isFloor: true));
                    using (var memory = ServerProcess.Start(executable, "--port", "0", "--memory"))
                        rows.Add(Cycle("--memory", memory, batch, isFloor: false));
                    using (var journal = ServerProcess.Start(executable, "--port", "0", "--data", Path.Combine(data.FullName, $"{round}-{batch}")))
                        rows.Add(Cycle("journal", journal, batch, isFloor: false));
                }
        }
        finally
        {
            data.Delete(recursive: true);
        }
        Print(rows, clients, size);

        Row Cycle(string what, ServerProcess server, int batch, bool isFloor)
        {
            var queue = isFloor ? (Url: "http://127.0.0.1:4566/123456789012/bench", HandleSize: 40) : Queues.Create(server.EndPoint);
            var loads = Enumerable.Range(0, clients).Select(_ => new MessageLoad(queue.Url, batch, size, queue.HandleSize, isFloor)).ToList();
            var warmUp = TimeSpan.FromSeconds(2);
            var before = TimeSpan.Zero;
            var measured = Clients.Run(server.EndPoint, clients, warmUp, time, (client, connection, delivery) =>
            {
                loads[client].Send(connection);
                return loads[client].ReceiveAndDelete(connection, delivery);
            }, () => before = server.Processor);
            return new(what, batch, measured, (server.Processor - before) / time);
        }
    }

    static void Print(List<Row> rows, int clients, int size)
    {
        var table = new Table().RoundedBorder().Title($"{Environment.ProcessorCount} cores, {clients} clients, bodies of {size} bytes, load average {Machine.LoadAverage}")
            .AddColumns("", "messages per call", "messages/s", "to the floor", "send to received p50", "p99", "cores of the server");
        foreach (var batch in rows.GroupBy(r => r.Batch))
        {
            var best = batch.GroupBy(r => r.What).Select(g => g.MaxBy(r => r.Measured.PerSecond)!).ToList();
            foreach (var row in best)
                table.AddRow(row.What, $"{row.Batch}", $"{row.Measured.PerSecond:N0}", $"{row.Measured.PerSecond / best[0].Measured.PerSecond:0.00}",
                    Milliseconds(row, 0.5), Milliseconds(row, 0.99), $"{row.Cores:0.0}");
        }
        AnsiConsole.Write(table);
    }

    static string Milliseconds(Row row, double quantile) =>
        row.Measured.Latencies.At(quantile) is { Ticks: > 0 } time ? $"{time.TotalMilliseconds:0.00} ms" : "";

    sealed record Row(string What, int Batch, Measured Measured, double Cores);
}
