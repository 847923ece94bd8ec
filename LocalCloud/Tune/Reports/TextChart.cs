using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.Reports;

/// <summary>Time and cost against memory as bars, for a terminal: they are told by length and figures, colours are not needed.</summary>
internal static class TextChart
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <param name="width">Columns that there are, 60 or more.</param>
    public static IReadOnlyList<string> Of(TuneResult result, int width)
    {
        var names = result.Sizes.Select(s => s.Build is null ? $"{s.Size} MB" : $"{s.Build} {s.Size} MB").ToList();
        var times = result.Sizes.Select(s => Form.Milliseconds(s.AverageDuration)).ToList();
        var costs = result.Sizes.Select(s => Form.Dollars(s.CostPerMillion)).ToList();
        var (name, time, cost) = (names.Max(n => n.Length), times.Max(t => t.Length), costs.Max(c => c.Length));
        var bar = Math.Clamp((width - name - time - cost - 9) / 2, 8, 50);
        var (longest, dearest) = (result.Sizes.Max(s => s.AverageDuration), (double)result.Sizes.Max(s => s.AverageCost));
        var lines = new List<string> { $"  {new string(' ', name)}  {Heading(result.TimeName, bar + time + 1)}  cost per million" };
        foreach (var (i, size) in result.Sizes.Index())
        {
            if (i > 0 && size.Build != result.Sizes[i - 1].Build)
                lines.Add("");
            lines.Add(
                $"{(size == result.Winner ? ">" : " ")} {names[i].PadLeft(name)}  {Bar(size.AverageDuration / longest, bar)} "
                    + $"{times[i].PadLeft(time)}  "
                    + $"{Bar(dearest > 0 ? (double)size.AverageCost / dearest : 0, bar)} {costs[i].PadLeft(cost)}"
            );
        }
        return lines;
    }

    private static string Heading(string text, int width) => text.PadRight(width);

    private static string Bar(double part, int width)
    {
        var eighths = Math.Max(1, (int)Math.Round(part * width * 8));
        var (full, rest) = Math.DivRem(eighths, 8);
        return (new string('█', full) + (rest > 0 ? Eighths[rest].ToString() : "")).PadRight(width);
    }
}
