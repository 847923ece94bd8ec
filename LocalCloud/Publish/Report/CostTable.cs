using System.Globalization;
using Spectre.Console;

namespace LocalCloud.Publish.Report;

/// <summary>What a month costs in each profile, line beside line; the one that was published comes first.</summary>
internal static class CostTable
{
    public static Table Of(PublishSummary summary)
    {
        var chosen = summary.Plan.Options.Profile;
        var profiles = summary.Profiles.OrderBy(p => p.Key != chosen).ToList();
        var table = new Table().Border(TableBorder.None).AddColumn("A month, roughly, in US$");
        foreach (var (profile, _) in profiles)
            table.AddColumn(new TableColumn($"{PublishSummary.Name(profile)}{(profile == chosen ? " (this)" : "")}").RightAligned());
        var all = profiles.SelectMany(p => p.Value.Lines.Select(line => (p.Key, Line: line)));
        foreach (var lines in all.GroupBy(l => Subject(l.Line.What)))
        {
            var names = lines.Select(l => l.Line.What).Distinct().ToList();
            var cells = profiles.Select(p => Cell([.. lines.Where(l => l.Key == p.Key).Select(l => l.Line)]));
            table.AddRow([Markup.Escape(names is [var one] ? one : lines.Key), .. cells]);
        }
        table.AddRow(["Together", .. profiles.Select(p => Dollars(p.Value.Total))]);
        return table;
    }

    // Alarms (23) and Alarms (22) are one line
    private static string Subject(string what) => what.Split(" (")[0];

    private static string Cell(List<CostLine> lines) => lines.Count == 0 ? "-" : Dollars(lines.Sum(l => l.Dollars));

    private static string Dollars(decimal sum) => sum.ToString("0.00", CultureInfo.InvariantCulture);
}
