using System.Text;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Reports;

/// <summary>The result as one file that needs no other: for the browser, light or dark as the reader has it, and for paper.</summary>
internal static class HtmlPage
{
    public static string Of(TuneResult result)
    {
        var single = result.Builds.Count == 1;
        var page = new StringBuilder();
        page.AppendLine(
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{{Html.Text(result.Function)}}: memory</title>
            <style>
            {{HtmlStyle.Css}}
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="kind">serverless tune</p>
            <h1>{{Html.Text(result.Function)}}</h1>
            <p class="method">{{Html.Text(result.Method)}}</p>
            </header>
            <section class="verdict" aria-labelledby="verdict">
            <h2 id="verdict">Take {{Html.Text(result.Winner.Name)}}</h2>
            <ul>{{string.Concat(result.Choice.Reasons.Select(r => $"<li>{Html.Text(r)}</li>"))}}</ul>
            </section>
            {{string.Concat(result.Doubts.Select(d => $"<p class=\"doubt\">{Html.Text(d)}</p>"))}}
            """
        );
        Figure(page, $"{Capital(result.TimeName)}, mean", Lines(result, s => s.AverageDuration), Form.Milliseconds, single);
        Figure(page, "Cost of a million invocations", Lines(result, s => (double)s.CostPerMillion), v => Form.Dollars((decimal)v), single);
        ResultTable(page, result, single);
        if (result.Baseline is { } baseline)
            BaselineTable(page, baseline);
        page.AppendLine("</main>\n</body>\n</html>");
        return page.ToString();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static List<Series> Lines(TuneResult result, Func<SizeResult, double> value) =>
        [
            .. result.Builds.Select(build => new Series(
                build,
                [.. result.Sizes.Where(s => s.Build == build).Select(s => (s.Size, value(s)))],
                result.Winner.Build == build ? result.Winner.Size : null
            )),
        ];

    private static void Figure(StringBuilder page, string title, IReadOnlyList<Series> series, Func<double, string> form, bool single)
    {
        page.AppendLine($"<figure>\n<figcaption>{Html.Text(title)}</figcaption>");
        if (!single)
            page.AppendLine($"<p class=\"legend\">{string.Concat(series.Select((s, i) => Key(s.Name, i % 6)))}</p>");
        page.AppendLine($"<div class=\"plot\">{SvgChart.Of(title, series, form)}</div>\n</figure>");
    }

    private static string Key(string? name, int style) =>
        $"""
            <span><svg viewBox="0 0 40 12" aria-hidden="true"><polyline class="line s{style}" points="0,6 40,6"/>
            <g class="mark s{style}">{SvgChart.Mark(style, 20, 6)}</g></svg>{Html.Text(name)}</span>
            """;

    private static void ResultTable(StringBuilder page, TuneResult result, bool single)
    {
        var caption = $"Figures of each size: {result.TimeName} as percentiles of all, mean without the outermost, init of the cold starts";
        Begin(
            page,
            caption,
            [.. single ? Array.Empty<string>() : ["Build"], "Memory", "Mean", "p50", "p95", "p99", "Init", "Used", "Per million"]
        );
        foreach (var size in result.Sizes)
        {
            var won = size == result.Winner;
            string[] cells =
            [
                .. new[] { size.AverageDuration, size.P50, size.P95, size.P99 }.Select(Form.Milliseconds),
                size.InitP50 is { } init ? Form.Milliseconds(init) : "–",
                $"{size.MaxMemory} MB",
                Form.Dollars(size.CostPerMillion),
            ];
            page.AppendLine(
                $"<tr{(won ? " class=\"won\"" : "")}>{(single ? "" : $"<td>{Html.Text(size.Build)}</td>")}"
                    + $"<th scope=\"row\">{size.Size} MB{(won ? " <span class=\"tag\">winner</span>" : "")}</th>{Cells(cells)}</tr>"
            );
        }
        page.AppendLine("</tbody></table></div>");
    }

    private static void BaselineTable(StringBuilder page, BaselineComparison baseline)
    {
        var limit = baseline.Allowed is { } allowed ? $"; slower by more than {Form.Percent(allowed)} fails" : "";
        Begin(page, $"Against {Path.GetFileName(baseline.File)}{limit}", ["Size", "Before", "Now", "Change"]);
        foreach (var row in baseline.Rows)
        {
            string[] cells =
            [
                Form.Milliseconds(row.Before),
                Form.Milliseconds(row.Now.AverageDuration),
                $"{(row.Change > 0 ? "+" : "")}{Form.Percent(row.Change)}",
            ];
            page.AppendLine(
                $"<tr{(baseline.Slower.Contains(row) ? " class=\"slower\"" : "")}><th "
                    + $"scope=\"row\">{Html.Text(row.Now.Name)}</th>{Cells(cells)}</tr>"
            );
        }
        page.AppendLine("</tbody></table></div>");
    }

    private static void Begin(StringBuilder page, string caption, IEnumerable<string> columns) =>
        page.AppendLine(
            $"<div class=\"scroll\"><table>\n<caption>{Html.Text(caption)}</caption>\n"
                + $"<thead><tr>{string.Concat(columns.Select(c => $"<th scope=\"col\">{c}</th>"))}</tr></thead>\n<tbody>"
        );

    private static string Cells(IEnumerable<string> cells) => string.Concat(cells.Select(c => $"<td>{Html.Text(c)}</td>"));
}
