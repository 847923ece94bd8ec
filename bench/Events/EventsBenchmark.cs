using System.CommandLine;
using System.Text;
using System.Text.Json;
using Serverless.Bench.Load;
using Spectre.Console;

namespace Serverless.Bench.Events;

/// <summary>
/// Events matched against the rules of a bus by one thread. The floor is to read the same events with a Utf8JsonReader and to do nothing.
/// </summary>
internal static class EventsBenchmark
{
    private static readonly Option<int[]> Rules = new("--rules")
    {
        Description = "Rules on the bus",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 100, 1_000, 10_000],
    };
    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "Processor time of each round",
        DefaultValueFactory = _ => 2,
    };
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each is measured; the best counts",
        DefaultValueFactory = _ => 3,
    };

    public static Command Create()
    {
        var command = new Command("events", "Events per second through the rules of a bus, on one core.")
        {
            Rules,
            Seconds,
            Rounds,
            BeforeBuild.Option,
        };
        command.SetAction(
            (arguments, cancellation) =>
                RunAsync(
                    arguments.GetValue(Rules)!,
                    TimeSpan.FromSeconds(arguments.GetValue(Seconds)),
                    arguments.GetValue(Rounds),
                    arguments.GetValue(BeforeBuild.Option),
                    cancellation
                )
        );
        return command;
    }

    private static async Task RunAsync(int[] sizes, TimeSpan time, int rounds, string? commit, CancellationToken cancellation)
    {
        await using var before = await BeforeBuild.MakeAsync(commit, cancellation);
        var events = Enumerable.Range(0, 512).Select(SampleEvents.Event).ToArray();
        var table = new Table()
            .RoundedBorder()
            .Title($"one core, events of {events.Average(e => e.Length):0} bytes, load average {Machine.LoadAverage}")
            .AddColumns("rules", "events/s of processor time", "of floor", "of before", "matches of an event");
        var floor = Enumerable.Range(0, rounds).Select(_ => Measure(events, time, static e => Read(e))).MaxBy(m => m.PerSecond);
        table.AddRow("floor: JSON read, nothing matched", $"{floor.PerSecond:N0}", "1.00", "", "");
        var old = before is null ? null : Matching.Load(before.Assembly);
        foreach (var size in sizes)
        {
            var rules = Enumerable.Range(0, size).Select(SampleEvents.Rule).ToList();
            var (now, then) = (Matching.Of(typeof(LocalCloud.Aws.Emulator).Assembly, rules), old is null ? null : Matching.Of(old, rules));
            var measured = Enumerable
                .Range(0, rounds)
                .Select(_ => (Then: then is null ? default : Measure(events, time, then), Now: Measure(events, time, now)))
                .ToList();
            var (best, was) = (measured.Select(m => m.Now).MaxBy(m => m.PerSecond), measured.Select(m => m.Then).MaxBy(m => m.PerSecond));
            table.AddRow(
                $"{size:N0}",
                $"{best.PerSecond:N0}",
                $"{best.PerSecond / floor.PerSecond:0.00}",
                then is null ? "" : $"{best.PerSecond / was.PerSecond:0.00}",
                $"{best.Matches:0.00}"
            );
        }
        AnsiConsole.Write(table);
    }

    private static (double PerSecond, double Matches) Measure(byte[][] events, TimeSpan time, Func<byte[], int> match)
    {
        // Processor time: the figures of one thread then say something on a busy machine, too.
        var (done, matches, started) = (0L, 0L, Environment.CpuUsage.TotalTime);
        while (Environment.CpuUsage.TotalTime - started < time)
        {
            foreach (var e in events)
                matches += match(e);
            done += events.Length;
        }
        return (done / (Environment.CpuUsage.TotalTime - started).TotalSeconds, (double)matches / done);
    }

    private static int Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read()) { }
        return 0;
    }
}

/// <summary>
/// Events of a shop, and rules that look at them in different ways. Each event meets a few of them, whatever their number.
/// </summary>
internal static class SampleEvents
{
    private static readonly string[] Types =
    [
        "OrderPlaced",
        "OrderPaid",
        "OrderShipped",
        "OrderReturned",
        "UserCreated",
        "UserDeleted",
        "StockChanged",
        "PriceChanged",
    ];

    public static byte[] Event(int number) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"version":"0","id":"5a9c2f34-0f6e-4a6e-9a3e-{{number:d12}}","detail-type":"{{Types[
                number % Types.Length
            ]}}","source":"shop.service-{{number % 100}}",
            "account":"123456789012","time":"2026-01-01T00:00:00Z","region":"eu-west-1","resources":["arn:aws:dynamodb:eu-west-1:123456789012:table/orders"],
            "detail":{"orderId":"o-{{number}}","tenant":"tenant-{{number * 7 % 1000}}","total":{{number
                * 13
                % 500}}.95,"currency":"EUR","items":[{"sku":"sku-{{number}}","count":{{1 + (number % 3)}} }],
            "address":{"country":"{{(number % 2 == 0 ? "AT" : "CH")}}","city":"Wien"} } }
            """
        );

    public static string Rule(int number) =>
        (number % 5) switch
        {
            0 => $$"""{"source":["shop.service-{{number}}"],"detail-type":["{{Types[number % Types.Length]}}"]}""",
            1 => $$"""{"detail":{"tenant":["tenant-{{number}}"],"address":{"country":["AT"]} } }""",
            2 => $$"""{"detail":{"orderId":[{"prefix":"o-{{number}}"}],"total":[{"numeric":[">=",{{number % 500}}]}] } }""",
            3 =>
                $$"""{"source":["shop.service-{{number}}"],"detail":{"currency":[{"anything-but":["USD"]}],"missing":[{"exists":false}] } }""",
            _ => $$"""{"detail":{"items":{"sku":["sku-{{number}}"]},"address":{"city":[{"wildcard":"W*n"}]} } }""",
        };
}
