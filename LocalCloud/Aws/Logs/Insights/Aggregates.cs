namespace LocalCloud.Aws.Logs.Insights;

/// <summary>What stats computes of the lines of a group (docs: CWL_QuerySyntax-Stats).</summary>
internal static class Aggregates
{
    /// <summary>Null when there is none of that name with so many arguments.</summary>
    public static Func<IReadOnlyList<Line>, object?>? Find(string name, Term[] of) =>
        (name.ToLowerInvariant(), of) switch
        {
            ("count", []) => lines => (double)lines.Count,
            ("count", [var field]) => lines => (double)lines.Count(line => field.Of(line) is not null),
            ("sum", [var field]) => lines => Numbers(lines, field) is { Count: > 0 } numbers ? numbers.Sum() : null,
            ("avg", [var field]) => lines => Numbers(lines, field) is { Count: > 0 } numbers ? numbers.Average() : null,
            ("stddev", [var field]) => lines => Deviation(Numbers(lines, field)),
            ("median", [var field]) => lines => Percentile(Numbers(lines, field), 50),
            ("pct" or "percentile", [var field, ConstantTerm { Value: double share and >= 0 and <= 100 }]) => lines =>
                Percentile(Numbers(lines, field), share),
            ("min", [var field]) => lines => Present(lines, field).MinBy(value => value, ByValue.Instance),
            ("max", [var field]) => lines => Present(lines, field).MaxBy(value => value, ByValue.Instance),
            ("count_distinct", [var field]) => lines =>
                (double)Present(lines, field).Select(Values.Text).Distinct(StringComparer.Ordinal).Count(),
            ("earliest", [var field]) => lines => Present(lines.OrderBy(Time), field).FirstOrDefault(),
            ("latest", [var field]) => lines => Present(lines.OrderBy(Time), field).LastOrDefault(),
            ("sortsfirst", [var field]) => lines => Present(lines, field).Order(ByValue.Instance).FirstOrDefault(),
            ("sortslast", [var field]) => lines => Present(lines, field).Order(ByValue.Instance).LastOrDefault(),
            _ => null,
        };

    private static IEnumerable<object> Present(IEnumerable<Line> lines, Term field) => lines.Select(field.Of).OfType<object>();

    private static List<double> Numbers(IReadOnlyList<Line> lines, Term field) =>
        [.. lines.Select(line => Values.Number(field.Of(line))).OfType<double>()];

    private static double Time(Line line) => Values.Number(line["@timestamp"]) ?? 0;

    private static object? Percentile(List<double> numbers, double share)
    {
        if (numbers.Count == 0)
            return null;
        numbers.Sort();
        var at = share / 100 * (numbers.Count - 1);
        var (below, above) = (numbers[(int)Math.Floor(at)], numbers[(int)Math.Ceiling(at)]);
        return below + ((above - below) * (at - Math.Floor(at)));
    }

    private static object? Deviation(List<double> numbers)
    {
        if (numbers.Count == 0)
            return null;
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }

    private sealed class ByValue : IComparer<object>
    {
        public static readonly ByValue Instance = new();

        public int Compare(object? x, object? y) => Values.Order(x, y);
    }
}
