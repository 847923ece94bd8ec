using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Invoke;

/// <summary>
/// What an invocation of a warm function costs over a bare HTTP call to the same handler, and what provisioned concurrency takes off the
/// first one.
/// </summary>
internal static class InvokeBenchmark
{
    private static readonly Option<int[]> Concurrency = new("--concurrency")
    {
        Description = "Callers at a time",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 32],
    };
    private static readonly Option<int[]> Work = new("--work")
    {
        Description = "Milliseconds that the handler waits",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [0, 20],
    };
    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long each is measured",
        DefaultValueFactory = _ => 4,
    };
    private static readonly Option<int> WarmUp = new("--warm-up") { Description = "Seconds before that", DefaultValueFactory = _ => 6 };

    public static Command Create()
    {
        var command = new Command(
            "invoke",
            "Warm Lambda invocations beside bare HTTP calls to the same handler in Node; first invocations with and without provisioned "
                + "concurrency."
        )
        {
            Concurrency,
            Work,
            Seconds,
            WarmUp,
        };
        command.SetAction((arguments, cancellation) => RunAsync(arguments, cancellation));
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var emulator = ServerProcess.Start(Repository.Executable("LocalCloud.Aws"), "--port", "0", "--memory");
        var lambda = new LambdaCalls(emulator.Address);
        var (warmUp, time) = (TimeSpan.FromSeconds(arguments.GetValue(WarmUp)), TimeSpan.FromSeconds(arguments.GetValue(Seconds)));
        var table = new Table()
            .RoundedBorder()
            .Title($"{Environment.ProcessorCount} cores, load average {Machine.LoadAverage}")
            .AddColumns(
                "handler waits",
                "callers",
                "bare p50",
                "p99",
                "Lambda p50",
                "p99",
                "over bare p50",
                "invocations/s",
                "emulator's time each"
            );
        foreach (var work in arguments.GetValue(Work)!)
        {
            await lambda.CreateAsync($"waits{work}", NodeHandler.Function(work), cancellation);
            using var floor = NodeHandler.Serve(work);
            foreach (var callers in arguments.GetValue(Concurrency)!)
            {
                var bare = Clients.Run(
                    floor.Server.EndPoint,
                    callers,
                    warmUp,
                    time,
                    Step(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{\"n\":123}"))
                );
                var before = TimeSpan.Zero;
                var invoked = Clients.Run(emulator.EndPoint, callers, warmUp, time, Step(lambda.InvokeRequest($"waits{work}")), () =>
                    before = emulator.Processor
                );
                var each = (emulator.Processor - before) / time.TotalSeconds / invoked.PerSecond;
                var over = invoked.Latencies.At(0.5) - bare.Latencies.At(0.5);
                table.AddRow(
                    $"{work} ms",
                    $"{callers}",
                    Ms(bare.Latencies.At(0.5)),
                    Ms(bare.Latencies.At(0.99)),
                    Ms(invoked.Latencies.At(0.5)),
                    Ms(invoked.Latencies.At(0.99)),
                    Ms(over),
                    $"{invoked.PerSecond:N0}",
                    $"{each.TotalMicroseconds:N0} µs"
                );
            }
        }
        AnsiConsole.Write(table);
        await FirstAsync(lambda, cancellation);
    }

    private static async Task FirstAsync(LambdaCalls lambda, CancellationToken cancellation)
    {
        const int Rounds = 5;
        List<TimeSpan> cold = [],
            provisioned = [];
        for (var round = 0; round < Rounds; round++)
        {
            await lambda.CreateAsync($"cold{round}", NodeHandler.Function(0), cancellation);
            cold.Add(await FirstCallAsync($"cold{round}"));
            await lambda.CreateAsync($"warm{round}", NodeHandler.Function(0), cancellation);
            await lambda.ProvisionAsync($"warm{round}", cancellation);
            provisioned.Add(await FirstCallAsync($"warm{round}"));
        }
        AnsiConsole.Write(
            new Table()
                .RoundedBorder()
                .AddColumns("first invocation", $"median of {Rounds}")
                .AddRow("on demand", Ms(cold.Order().ElementAt(Rounds / 2)))
                .AddRow("with provisioned concurrency", Ms(provisioned.Order().ElementAt(Rounds / 2)))
        );

        async Task<TimeSpan> FirstCallAsync(string function)
        {
            var since = Stopwatch.GetTimestamp();
            await lambda.InvokeAsync(function, cancellation);
            return Stopwatch.GetElapsedTime(since);
        }
    }

    private static Func<int, Connection, Latencies, int> Step(byte[] request) =>
        (_, connection, latencies) =>
        {
            var from = Stopwatch.GetTimestamp();
            connection.Exchange(request);
            latencies.Add(from, Stopwatch.GetTimestamp());
            return 1;
        };

    private static string Ms(TimeSpan time) => $"{time.TotalMilliseconds:0.00} ms";
}
