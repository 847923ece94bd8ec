using LocalCloud.Tune.Results;
using Spectre.Console;

namespace Serverless.Cli.Tune;

/// <summary>Figures side by side; what is marked by colour is marked by a word too.</summary>
internal static class ResultTable
{
    public static Table Of(TuneResult result)
    {
        var builds = result.Builds.Count > 1 || result.Builds[0] is not null;
        var table = New([
            .. builds ? ["Build"] : Array.Empty<string>(),
            "MB",
            "mean",
            "p50",
            "p95",
            "p99",
            "init",
            "used",
            "per million",
            "",
        ]);
        foreach (var size in result.Sizes)
        {
            var won = size == result.Winner;
            string[] cells =
            [
                .. builds ? [size.Build ?? ""] : Array.Empty<string>(),
                $"{size.Size}",
                Form.Milliseconds(size.AverageDuration),
                Form.Milliseconds(size.P50),
                Form.Milliseconds(size.P95),
                Form.Milliseconds(size.P99),
                size.InitP50 is { } init ? Form.Milliseconds(init) : "-",
                $"{size.MaxMemory} MB",
                Form.Dollars(size.CostPerMillion),
                won ? "< winner" : "",
            ];
            table.AddRow(cells.Select(c => new Text(c, won ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain)));
        }
        return table;
    }

    public static Table Of(BaselineComparison baseline)
    {
        var table = New("against the baseline", "before", "now", "change", "");
        foreach (var row in baseline.Rows)
        {
            var slower = baseline.Slower.Contains(row);
            string[] cells =
            [
                row.Now.Name,
                Form.Milliseconds(row.Before),
                Form.Milliseconds(row.Now.AverageDuration),
                $"{(row.Change > 0 ? "+" : "")}{Form.Percent(row.Change)}",
                slower ? "< slower" : "",
            ];
            table.AddRow(cells.Select(c => new Text(c, slower ? new Style(Color.Red) : Style.Plain)));
        }
        return table;
    }

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (i, column) in columns.Index())
            table.AddColumn(new TableColumn(column) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }
}
