using LocalCloud.Tune;
using LocalCloud.Tune.ColdStarts;
using LocalCloud.Tune.Results;
using Serverless.Cli.Tune;
using Spectre.Console;

namespace Serverless.Cli.Coldstart;

/// <summary>A table of all starts, then what each consists of.</summary>
internal sealed class ColdStartDisplay(IMessages console) : IColdStartDisplay
{
    private static IAnsiConsole Out => AnsiConsole.Console;

    public static IColdStartDisplay Create() => new ColdStartDisplay(TuneDisplay.Create());

    public void Say(string line) => console.Say(line);

    public void Error(string line) => console.Error(line);

    public Task FollowAsync(Func<Action<TuneProgress>, Task> run) => console.FollowAsync(run);

    public void Show(IReadOnlyList<ColdStartResult> results)
    {
        Out.WriteLine();
        Out.Write(Table(results));
        foreach (var result in results)
        {
            Out.Write(new Text($"{result.Function}, {result.Build}", new Style(decoration: Decoration.Bold)));
            Out.WriteLine();
            foreach (var line in StartText.Of(result, results))
                Out.WriteLine($"  {line}");
            Out.WriteLine();
        }
        Out.WriteLine($"Medians and 99th percentiles of {results[0].Init.Count} cold starts each; {Environment.ProcessorCount} cores.");
    }

    private static Table Table(IReadOnlyList<ColdStartResult> results)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (i, column) in new[] { "function", "build", "MB", "zip", "init", "p99", "first", "p99", "second", "used" }.Index())
            table.AddColumn(new TableColumn(column) { Alignment = i < 2 ? Justify.Left : Justify.Right, NoWrap = true });
        foreach (var result in results)
            table.AddRow(
                new[]
                {
                    result.Function,
                    result.Build,
                    $"{result.MemorySize}",
                    FormattableString.Invariant($"{result.Package.ZipSize / 1e6:0.0} MB"),
                    Form.Milliseconds(result.InitP50),
                    Form.Milliseconds(result.InitP99),
                    Form.Milliseconds(result.FirstP50),
                    Form.Milliseconds(result.FirstP99),
                    Form.Milliseconds(result.SecondP50),
                    $"{result.MaxMemory} MB",
                }.Select(cell => new Text(cell))
            );
        return table;
    }
}
