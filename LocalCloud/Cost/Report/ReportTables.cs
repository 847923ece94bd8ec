using System.Globalization;
using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Suggestions;

namespace LocalCloud.Cost.Report;

/// <summary>A report as people read it.</summary>
internal static class ReportTables
{
    // Of what one of something costs: the others are small
    private const int MostParts = 4;

    public static IEnumerable<string> Heading(CostReport report)
    {
        yield return $"{report.Stack} on {report.Place}, {Time(report.Window.From)} to {Time(report.Window.To)}"
            + (report.Requests is { } requests ? $": {Form.Count(requests)} {report.RequestsAre}" : ": no traffic");
        yield return $"A month of {Form.Count(report.RequestsPerMonth)} {report.RequestsAre}, prices of {report.Region} as of "
            + $"{report.PricesDate} ({report.PricesSource})";
    }

    public static IEnumerable<ReportTable> Of(CostReport report)
    {
        var ran = report.Functions.Any(f => f.Measured.Duration is not null);
        yield return Measured(report);
        if (ran || report.Functions.Any(f => f.Month.Total > 0))
            yield return Functions(report);
        if (report.Around.Count > 0)
            yield return Around(report);
        if (report.Fixed.Count > 0)
            yield return Fixed(report);
        if (report.Units.Count > 0)
            yield return Units(report);
        if (report.Suggestions.Count > 0)
            yield return Suggested(report);
    }

    public static IEnumerable<string> Ending(CostReport report)
    {
        yield return $"A month: {Form.Dollars(report.PerMonth)}, of it {Form.Dollars(report.VariablePerMonth)} with traffic and "
            + $"{Form.Dollars(report.FixedPerMonth)} without any";
        if (report.Suggestions.Count == 0)
            yield return "No suggestions: nothing stands out of what was seen.";
        foreach (var note in report.Notes)
            yield return $"Note: {note}";
    }

    private static ReportTable Measured(CostReport report) =>
        new(
            "Functions, as measured (ms, MB)",
            [
                new("Function", false),
                new("Memory"),
                new("Arch", false),
                new("Ran"),
                new("Avg"),
                new("p50"),
                new("p95"),
                new("p99"),
                new("Cold"),
                new("Init p50"),
                new("p99"),
                new("Used"),
            ],
            [
                .. report.Functions.Select(f =>
                    (IReadOnlyList<string>)
                        [
                            Name(report, f),
                            $"{f.Measured.Facts.MemoryMb}",
                            f.Measured.Facts.Architecture,
                            Form.Count(f.Measured.Invocations),
                            .. Ms(f.Measured.Duration),
                            f.Measured.Reports.Count == 0 ? "" : $"{f.Measured.ColdStarts}",
                            Ms(f.Measured.Init?.P50),
                            Ms(f.Measured.Init?.P99),
                            f.Measured.UsedMb == 0 ? "" : $"{f.Measured.UsedMb}",
                        ]
                ),
            ]
        );

    private static ReportTable Functions(CostReport report) =>
        new(
            "Functions, what they cost (US$)",
            [
                new("Function", false),
                new("GB-s"),
                new("A million"),
                new("Ran/month"),
                new("Requests"),
                new("Duration"),
                new("/tmp, stream"),
                new("Provisioned"),
                new("Month"),
            ],
            [
                .. report.Functions.Select(f =>
                    (IReadOnlyList<string>)
                        [
                            Name(report, f),
                            f.Measured.GigabyteSeconds.ToString("0.##", CultureInfo.InvariantCulture),
                            f.Month.PerMillion is { } million ? Plain(million) : "",
                            Form.Count(Math.Round(f.Month.Invocations)),
                            Plain(f.Month.Requests),
                            Plain(f.Month.Duration),
                            Some(f.Month.Ephemeral + f.Month.Streaming),
                            f.Month.Provisioned == 0 ? "" : $"{Plain(f.Month.Provisioned)} ({f.Measured.Facts.ProvisionedEnvironments})",
                            Plain(f.Month.Total),
                        ]
                ),
                Together(report),
            ]
        );

    private static IReadOnlyList<string> Together(CostReport report) =>
        ["Together", "", "", "", "", "", "", "", Plain(report.Functions.Sum(f => f.Month.Total))];

    private static ReportTable Around(CostReport report) =>
        new(
            report.AroundSource switch
            {
                UsageSource.Counted => "Around the functions, as LocalCloud has counted",
                UsageSource.Metrics => "Around the functions, by CloudWatch's metrics",
                _ => "Around the functions, assumed",
            },
            [new("Service", false), new("In the window"), new("Of", false), new("Cost"), new("Month")],
            [
                .. report.Around.Select(a =>
                    (IReadOnlyList<string>)
                        [
                            a.Service,
                            report.AroundSource == UsageSource.Assumed ? "" : Quantity(a.Quantity),
                            a.Unit,
                            a.InWindow is { } cost ? Form.Dollars(cost) : "",
                            a.PerMonth is { } month ? Form.Dollars(month) : "no price",
                        ]
                ),
            ]
        );

    private static ReportTable Fixed(CostReport report) =>
        new(
            "Without any traffic, from the template",
            [new("Resource", false), new("Month")],
            [.. report.Fixed.Select(f => (IReadOnlyList<string>)[f.What, f.Dollars is { } dollars ? Form.Dollars(dollars) : "no price"])]
        );

    private static ReportTable Units(CostReport report) =>
        new(
            "What one costs",
            [new("One", false), new("Counted by", false), new("In the window"), new("Costs"), new("Of it", false)],
            [
                .. report.Units.Select(u =>
                    (IReadOnlyList<string>)
                        [
                            u.Name,
                            u.IsGiven ? "given" : u.CountedBy,
                            Form.Count(u.Count),
                            u.Dollars is { } dollars ? Form.Dollars(dollars) : "none ran",
                            string.Join(", ", u.Parts.Take(MostParts).Select(p => Part(report, u, p))),
                        ]
                ),
            ]
        );

    private static string Part(CostReport report, UnitCost unit, (string What, decimal Dollars) part) =>
        $"{Form.Percent(part.Dollars / unit.Dollars!.Value)} {part.What.Replace($" {report.Stack}-", " ", StringComparison.Ordinal)}";

    private static ReportTable Suggested(CostReport report) =>
        new(
            "Suggestions",
            [new("For", false), new("What and why", false), new("Saves a month")],
            [
                .. report.Suggestions.Select(s =>
                    (IReadOnlyList<string>)[$"{Short(report, s.Subject)}, {s.Kind}", $"{s.Advice}: {s.Reason}", Saving(s.SavingPerMonth)]
                ),
            ]
        );

    private static string Saving(decimal? dollars) =>
        dollars switch
        {
            null => "",
            < 0 => $"costs {Form.Dollars(-dollars.Value)}",
            _ => Form.Dollars(dollars.Value),
        };

    private static string Name(CostReport report, FunctionRow function) => Short(report, function.Measured.Facts.Name);

    // The stack's name before each says nothing
    private static string Short(CostReport report, string name) =>
        name.StartsWith($"{report.Stack}-", StringComparison.Ordinal) ? name[(report.Stack.Length + 1)..] : name;

    private static IEnumerable<string> Ms(Percentiles? duration) =>
        [Ms(duration?.Average), Ms(duration?.P50), Ms(duration?.P95), Ms(duration?.P99)];

    private static string Ms(double? milliseconds) =>
        milliseconds?.ToString(milliseconds < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) ?? "";

    private static string Plain(decimal dollars) => Form.Dollars(dollars)[1..];

    private static string Some(decimal dollars) => dollars == 0 ? "" : Plain(dollars);

    private static string Quantity(decimal quantity) =>
        quantity is >= 1 or 0 ? Form.Count(quantity) : quantity.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
