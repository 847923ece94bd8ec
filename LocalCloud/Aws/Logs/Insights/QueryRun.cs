namespace LocalCloud.Aws.Logs.Insights;

/// <summary>What a query has found.</summary>
internal sealed record QueryAnswer(List<List<ResultField>> Results, QueryStatistics Statistics);

internal sealed record ResultField(string Field, string Value);

internal sealed record QueryStatistics(double RecordsMatched, double RecordsScanned, double BytesScanned)
{
    public double LogGroupsScanned { get; init; }

    public double EstimatedRecordsSkipped { get; init; }

    public double EstimatedBytesSkipped { get; init; }
}

/// <summary>Lets events through the commands of a query.</summary>
internal static class QueryRun
{
    /// <summary>docs: API_StartQuery, "limit"; without one it is this too.</summary>
    public const int MostLines = 10_000;

    private static readonly string[] Usual = ["@timestamp", "@message"];

    /// <param name="lines">newest first</param>
    /// <param name="scanned">counts what is read of <paramref name="lines"/></param>
    public static QueryAnswer Of(
        IReadOnlyList<Command> commands,
        IEnumerable<Line> lines,
        int limit,
        Func<(long Records, long Bytes)> scanned,
        int groups
    )
    {
        var matched = 0L;
        var counted = false;
        foreach (var command in commands)
        {
            // Matched is what the filters in front let through
            if (!counted && command is not (FilterCommand or ParseCommand or ColumnsCommand))
                (lines, counted) = (Count(lines), true);
            lines = command.Run(lines);
        }
        if (!counted)
            lines = Count(lines);
        var shown = Shown(commands);
        var results = lines.Take(Math.Min(limit, MostLines)).Select(line => Fields(line, shown)).ToList();
        var (records, bytes) = scanned();
        return new(results, new(matched, records, bytes) { LogGroupsScanned = groups });

        IEnumerable<Line> Count(IEnumerable<Line> all)
        {
            foreach (var line in all)
            {
                matched++;
                yield return line;
            }
        }
    }

    // The last display, or all fields together; null for everything that stats made
    private static List<string>? Shown(IReadOnlyList<Command> commands)
    {
        var stats = commands.Select((command, i) => command is StatsCommand ? i + 1 : 0).DefaultIfEmpty(0).Max();
        var columns = commands.Skip(stats).OfType<ColumnsCommand>().ToList();
        if (columns.FindLast(command => command.IsDisplay) is { } display)
            return [.. display.Columns.Select(column => column.Name)];
        if (stats > 0)
            return null;
        var named = columns.SelectMany(command => command.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal).ToList();
        return named.Count > 0 ? named : [.. Usual];
    }

    private static List<ResultField> Fields(Line line, List<string>? shown)
    {
        var fields = new List<ResultField>();
        foreach (var name in shown ?? line.Computed)
            if (Values.Text(line[name]) is { } value)
                fields.Add(new(name, value));
        if (line.Pointer is { } pointer && shown?.Contains("@ptr") != true)
            fields.Add(new("@ptr", pointer));
        return fields;
    }
}
