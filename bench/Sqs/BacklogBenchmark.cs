using System.CommandLine;
using System.Diagnostics;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Sqs;

/// <summary>
/// A queue that nobody reads for a long time: how fast it fills, what it occupies, how long a restart after a kill takes, how fast it is
/// read empty.
/// </summary>
internal static class BacklogBenchmark
{
    private const int Clients = 32;
    private const int Batch = 10;
    private static readonly Option<int> Messages = new("--messages") { DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Size = new("--size") { Description = "Bytes of a body", DefaultValueFactory = _ => 1024 };
    private static readonly Option<string?> Executable = new("--emulator")
    {
        Description = "The emulator's executable; else the one built with this program",
    };

    public static Command Create()
    {
        var command = new Command("backlog", "A million queued messages: memory, restart, throughput. Journal on.")
        {
            Messages,
            Size,
            Executable,
        };
        command.SetAction(arguments =>
            Run(
                arguments.GetValue(Messages),
                arguments.GetValue(Size),
                arguments.GetValue(Executable) ?? Repository.Executable("LocalCloud.Aws")
            )
        );
        return command;
    }

    private static void Run(int messages, int size, string executable)
    {
        var data = Directory.CreateTempSubdirectory("bench-backlog-");
        try
        {
            string[] arguments = ["--port", "0", "--data", data.FullName];
            var table = new Table()
                .RoundedBorder()
                .Title(
                    $"{messages:N0} messages of {size:N0} bytes, {Clients} clients, batches of {Batch}, load average {Machine.LoadAverage}"
                )
                .AddColumns("", "", "resident memory");
            var handleSize = 0;
            using (var server = ServerProcess.Start(executable, arguments))
            {
                var queue = Queues.Create(server.EndPoint);
                handleSize = queue.HandleSize;
                var filled = Repeat(server, messages, new(queue.Url, Batch, size, queue.HandleSize, floor: false), (load, connection) =>
                    load.Send(connection)
                );
                table.AddRow("filled", $"{messages / filled.TotalSeconds:N0} messages/s", Megabytes(server));
                table.AddRow("on disk", $"{data.EnumerateFiles().Sum(f => f.Length) >> 20:N0} MB", "");
            }
            using (var server = ServerProcess.Start(executable, arguments))
            {
                table.AddRow("killed and started again", $"{server.Ready.TotalSeconds:0.0} s until it answers", Megabytes(server));
                var queue = Queues.Create(server.EndPoint, probe: false);
                var drained = Repeat(server, messages, new(queue.Url, Batch, size, handleSize, floor: false), (load, connection) =>
                    load.ReceiveAndDelete(connection, new())
                );
                table.AddRow("received and deleted", $"{messages / drained.TotalSeconds:N0} messages/s", Megabytes(server));
            }
            AnsiConsole.Write(table);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    // Until all clients together have done it to so many.
    private static TimeSpan Repeat(ServerProcess server, int messages, MessageLoad load, Func<MessageLoad, Connection, int> step)
    {
        var left = messages;
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable
            .Range(0, Clients)
            .Select(_ => new Thread(() =>
            {
                using var connection = new Connection(server.EndPoint);
                var own = load.Copy();
                while (Volatile.Read(ref left) > 0)
                    Interlocked.Add(ref left, -step(own, connection));
            })
            {
                IsBackground = true,
            })
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Megabytes(ServerProcess server) => $"{server.ResidentBytes / 1048576.0:N0} MB";
}
