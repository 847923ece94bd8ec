using LocalCloud.Cost.Report;
using Spectre.Console;

namespace Serverless.Cli.Cost;

/// <summary>A report on the console.</summary>
internal static class CostDisplay
{
    // What a log or a pull request shows without breaking lines
    private const int Columns = 100;

    /// <summary>Says what is being read, where somebody watches.</summary>
    public static Task<T> WhileAsync<T>(Func<Action<string>, Task<T>> run) =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive
            ? AnsiConsole.Status().StartAsync("Reading", status => run(line => status.Status = Markup.Escape(line)))
            : run(_ => { });

    public static void Write(CostReport report, string format)
    {
        switch (format)
        {
            case "json":
                Console.Out.WriteLine(JsonReport.Write(report));
                break;
            case "markdown":
                Console.Out.Write(MarkdownReport.Write(report));
                break;
            default:
                Tables(report);
                break;
        }
    }

    private static void Tables(CostReport report)
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = Columns;
        foreach (var line in ReportTables.Heading(report))
            console.WriteLine(line);
        foreach (var table in ReportTables.Of(report))
        {
            console.WriteLine();
            console.Write(new Text(table.Title, new Style(decoration: Decoration.Bold)));
            console.WriteLine();
            console.Write(Table(table));
        }
        console.WriteLine();
        foreach (var line in ReportTables.Ending(report))
            console.WriteLine(line);
    }

    private static Table Table(ReportTable table)
    {
        var shown = new Table().Border(TableBorder.None);
        foreach (var column in table.Columns)
        {
            shown.AddColumn(
                new TableColumn(new Text(column.Name, new Style(decoration: Decoration.Dim)))
                {
                    Alignment = column.IsFigure ? Justify.Right : Justify.Left,
                    NoWrap = column.IsFigure,
                }
            );
        }
        foreach (var row in table.Rows)
            shown.AddRow(row.Select(cell => new Text(cell)));
        return shown;
    }
}
