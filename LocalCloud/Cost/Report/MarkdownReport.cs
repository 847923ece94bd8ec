using System.Text;

namespace LocalCloud.Cost.Report;

/// <summary>A report for a pull request or a wiki.</summary>
internal static class MarkdownReport
{
    public static string Write(CostReport report)
    {
        var text = new StringBuilder();
        foreach (var line in ReportTables.Heading(report))
            text.Append(line).Append("  \n");
        foreach (var table in ReportTables.Of(report))
        {
            text.Append("\n### ").Append(table.Title).Append("\n\n");
            Row(text, table.Columns.Select(c => c.Name));
            Row(text, table.Columns.Select(c => c.IsFigure ? "---:" : "---"));
            foreach (var row in table.Rows)
                Row(text, row);
        }
        text.Append('\n');
        foreach (var line in ReportTables.Ending(report))
            text.Append(line).Append("  \n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
