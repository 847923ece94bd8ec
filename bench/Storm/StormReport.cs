using Spectre.Console;

namespace Serverless.Bench.Storm;

internal static class StormReport
{
    /// <returns>Whether nothing was lost, and nothing doubled but mails, of which a kill may send one twice.</returns>
    public static bool Print(
        StormOptions options,
        Traffic traffic,
        Disturber disturber,
        MemoryGrowth memory,
        TimeSpan took,
        TimeSpan rest,
        string? left,
        IReadOnlyList<Finding> findings
    )
    {
        Line(
            $"{options.Payments} payments, {traffic.Deliveries} requests ({traffic.Refused} not taken) in {took.TotalSeconds:0} s; "
                + $"at rest {rest.TotalSeconds:0} s later. {Environment.ProcessorCount} cores, seed {options.Seed}"
        );
        Recoveries(disturber);
        Compared(findings);
        foreach (var (what, count) in traffic.Errors)
            Line($"answered {count} times: {what}");
        if (memory.Growth.Count > 0)
            Line($"memory for 1,000 webhooks: {string.Join(", ", memory.Growth.OrderBy(part => part.Key).Select(Text))}");
        if (left is not null)
            Line($"STILL UNDER WAY: {left}");
        var (lost, doubled) = (findings.Sum(f => f.Lost), findings.Where(f => !IsMail(f)).Sum(f => f.Doubled));
        Line($"{lost} lost, {doubled} doubled, {findings.Where(IsMail).Sum(f => f.Doubled)} mails twice");
        return lost == 0 && doubled == 0 && left is null && traffic.Errors.IsEmpty;
    }

    private static void Recoveries(Disturber disturber)
    {
        var table = new Table().RoundedBorder().AddColumns("what was done", "times", "back after (median)", "at most");
        foreach (var (what, seconds) in disturber.Recoveries.OrderBy(r => r.Key, StringComparer.Ordinal))
            table.AddRow(what, $"{seconds.Count}", $"{Startup.Figures.Median(seconds):0.0} s", $"{seconds.Max():0.0} s");
        AnsiConsole.Write(table);
    }

    private static void Compared(IReadOnlyList<Finding> findings)
    {
        var table = new Table().RoundedBorder().AddColumns("compared", "acknowledged", "lost", "doubled");
        foreach (var finding in findings)
            table.AddRow(finding.What, $"{finding.Expected}", $"{finding.Lost}", $"{finding.Doubled}");
        AnsiConsole.Write(table);
    }

    private static string Text(KeyValuePair<string, double> part) => $"{part.Key} {part.Value:0.0} MB";

    private static bool IsMail(Finding finding) => finding.What.Contains("mail", StringComparison.Ordinal);

    // Whole, whatever the width of the terminal
    private static void Line(string text) => Console.WriteLine(text);
}
