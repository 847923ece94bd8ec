using System.CommandLine;
using Serverless.Bench.Startup;
using Spectre.Console;

namespace Serverless.Bench.Telemetry;

/// <summary>How many traces, spans and log records the whole system sends, beside another commit's.</summary>
internal static class TelemetryBenchmark
{
    private const int Shown = 12;

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "How long it is left alone",
        DefaultValueFactory = _ => 60,
    };
    private static readonly Option<int> Webhooks = new("--webhooks") { Description = "Payments after that", DefaultValueFactory = _ => 10 };
    private static readonly Option<string?> Before = new("--before") { Description = "A commit that is built and measured first" };

    public static Command Create()
    {
        var command = new Command("telemetry", "Traces, spans and log records of the system at its start, idle, and of webhooks.")
        {
            Seconds,
            Webhooks,
            Before,
        };
        BeforeOptions.NeedLinux(command);
        command.SetAction(
            (arguments, cancellation) =>
                RunAsync(
                    TimeSpan.FromSeconds(arguments.GetValue(Seconds)),
                    arguments.GetValue(Webhooks),
                    arguments.GetValue(Before),
                    cancellation
                )
        );
        return command;
    }

    private static async Task RunAsync(TimeSpan idle, int webhooks, string? before, CancellationToken cancellation)
    {
        var table = new Table()
            .RoundedBorder()
            .Title($"{idle.TotalSeconds:0} s alone, then {webhooks} webhooks")
            .AddColumns("", "part", "traces", "spans", "log records");
        if (before is not null)
        {
            await using var worktree = await Worktree.AddAsync(before, cancellation);
            AnsiConsole.MarkupLineInterpolated($"[grey]Building {before}[/]");
            await worktree.Source.BuildAsync(cancellation);
            AddRows(table, before, await TelemetryRun.MeasureAsync(worktree.Source, idle, webhooks, cancellation));
        }
        var now = await TelemetryRun.MeasureAsync(SourceTree.Own, idle, webhooks, cancellation);
        AddRows(table, "now", now);
        AnsiConsole.Write(table);
        foreach (var (part, sent) in new[] { ("idle", now.Idle), ("webhooks", now.Busy) })
            Show(part, sent);
    }

    private static void AddRows(Table table, string build, TelemetryRun run)
    {
        foreach (var (part, sent) in new[] { ("start", run.Start), ("idle", run.Idle), ("webhooks", run.Busy) })
            table.AddRow(build, part, $"{sent.Traces}", $"{sent.Spans.Count}", $"{sent.Records.Count}");
    }

    /// <summary>What there is most of.</summary>
    private static void Show(string part, Sent sent)
    {
        foreach (var (kind, signals) in new[] { ("spans", sent.Spans), ("log records", sent.Records) })
        {
            foreach (var same in signals.CountBy(signal => (signal.Service, signal.What)).OrderByDescending(same => same.Value).Take(Shown))
                AnsiConsole.MarkupLineInterpolated($"[grey]{part}, {kind}:[/] {same.Value} {same.Key.Service} {same.Key.What}");
        }
    }
}
