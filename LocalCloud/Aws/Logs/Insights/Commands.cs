using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>One step of a query.</summary>
internal abstract class Command
{
    public abstract IEnumerable<Line> Run(IEnumerable<Line> lines);
}

/// <summary>A value under its name, which is how the query has it where there is no other.</summary>
internal sealed record Column(string Name, Term Value);

/// <summary>fields and display: computes what is no plain field.</summary>
internal sealed class ColumnsCommand(IReadOnlyList<Column> columns, bool isDisplay) : Command
{
    public IReadOnlyList<Column> Columns => columns;

    public bool IsDisplay => isDisplay;

    public override IEnumerable<Line> Run(IEnumerable<Line> lines) =>
        lines.Select(line =>
        {
            foreach (var column in columns)
                if (column.Value is not FieldTerm { Name: var name } || name != column.Name)
                    line[column.Name] = column.Value.Of(line);
            return line;
        });
}

internal sealed class FilterCommand(Term condition) : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines) => lines.Where(line => Values.IsTrue(condition.Of(line)));
}

/// <summary>Fields of a text: the stars of a pattern, or the named groups of a regular expression.</summary>
internal sealed class ParseCommand(Term of, Regex pattern, IReadOnlyList<string> names) : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines) =>
        lines.Select(line =>
        {
            if (Values.Text(of.Of(line)) is { } text && pattern.Match(text) is { Success: true } match)
                for (var i = 0; i < names.Count; i++)
                    if (
                        match.Groups[pattern.GroupNumberFromName(names[i]) is >= 0 and var number ? number : i + 1] is
                        { Success: true } group
                    )
                        line[names[i]] = group.Value;
            return line;
        });
}

internal sealed class StatsCommand(IReadOnlyList<(string Name, Func<IReadOnlyList<Line>, object?> Of)> values, IReadOnlyList<Column> by)
    : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines)
    {
        var groups = new Dictionary<string, (List<object?> Keys, List<Line> Lines)>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var keys = by.Select(column => column.Value.Of(line)).ToList();
            var key = string.Join('\0', keys.Select(value => value is null ? "-" : $"+{Values.Text(value)}"));
            if (!groups.TryGetValue(key, out var group))
                groups[key] = group = (keys, []);
            group.Lines.Add(line);
        }
        foreach (var (keys, members) in groups.Values)
        {
            var made = new Line();
            for (var i = 0; i < by.Count; i++)
                made[by[i].Name] = keys[i];
            foreach (var (name, of) in values)
                made[name] = of(members);
            yield return made;
        }
    }
}

internal sealed class SortCommand(IReadOnlyList<(Term By, bool Descending)> order) : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines) =>
        lines.Order(
            Comparer<Line>.Create(
                (one, other) =>
                {
                    foreach (var (by, descending) in order)
                        if (Values.Order(by.Of(one), by.Of(other)) is not 0 and var sign)
                            return descending ? -sign : sign;
                    return 0;
                }
            )
        );
}

internal sealed class LimitCommand(int most) : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines) => lines.Take(most);
}

/// <summary>The first of those that are alike; those that have none of the fields all stay (docs: CWL_QuerySyntax-Dedup).</summary>
internal sealed class DedupCommand(IReadOnlyList<Term> by) : Command
{
    public override IEnumerable<Line> Run(IEnumerable<Line> lines)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var values = by.Select(term => Values.Text(term.Of(line))).ToList();
            if (values.Contains(null) || seen.Add(string.Join('\0', values)))
                yield return line;
        }
    }
}
