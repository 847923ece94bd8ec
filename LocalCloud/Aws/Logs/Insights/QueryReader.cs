using System.Text;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>The commands of a query in CloudWatch Logs Insights' language (docs: CWL_QuerySyntax).</summary>
internal sealed class QueryReader
{
    private static readonly string[] Unsupported =
    [
        "pattern",
        "diff",
        "anomaly",
        "unnest",
        "lookup",
        "unmask",
        "filterIndex",
        "SOURCE",
        "addtotals",
        "eval",
        "join",
        "subquery",
    ];

    private readonly Scanner _scanner;
    private readonly TermReader _terms;

    private QueryReader(string query, DateTimeOffset now)
    {
        _scanner = new(query);
        _terms = new(_scanner, now);
    }

    public static Result<List<Command>> Read(string query, DateTimeOffset now)
    {
        try
        {
            return new QueryReader(query, now).Commands();
        }
        catch (QuerySyntaxException e)
        {
            return new AwsError("MalformedQueryException", e.Message);
        }
    }

    private List<Command> Commands()
    {
        var commands = new List<Command>();
        if (_scanner.IsAtEnd)
            throw _scanner.Fail("a command");
        _scanner.Try("|");
        do commands.Add(Command());
        while (_scanner.Try("|"));
        return _scanner.IsAtEnd ? commands : throw _scanner.Fail("'|'");
    }

    private Command Command()
    {
        if (_scanner.TryWord("fields"))
            return new ColumnsCommand(Columns(), isDisplay: false);
        if (_scanner.TryWord("display"))
            return new ColumnsCommand(Columns(), isDisplay: true);
        if (_scanner.TryWord("filter") || _scanner.TryWord("where"))
            return new FilterCommand(_terms.Read());
        if (_scanner.TryWord("parse"))
            return Parse();
        if (_scanner.TryWord("stats"))
            return Stats();
        if (_scanner.TryWord("sort") || _scanner.TryWord("order"))
            return Sort();
        if (_scanner.TryWord("limit") || _scanner.TryWord("head"))
            return Limit();
        if (_scanner.TryWord("dedup"))
            return new DedupCommand([.. Columns().Select(column => column.Value)]);
        if (Array.Find(Unsupported, _scanner.TryWord) is { } command)
            throw new QuerySyntaxException($"The command {command} is not supported by LocalCloud.", _scanner.At);
        throw _scanner.Fail("a command: fields, display, filter, parse, stats, sort, limit or dedup");
    }

    private List<Column> Columns()
    {
        var columns = new List<Column>();
        do
        {
            _ = _scanner.Next;
            var start = _scanner.At;
            var value = _terms.Read();
            var text = value is FieldTerm field ? field.Name : _scanner.Since(start);
            columns.Add(new(_scanner.TryWord("as") ? _scanner.Name() : text, value));
        } while (_scanner.Try(","));
        return columns;
    }

    private ParseCommand Parse()
    {
        // A slash behind the field begins an expression, and divides nothing
        var of = new FieldTerm(_scanner.Next is '"' or '\'' or '/' ? "@message" : _scanner.Name());
        if (_scanner.Next == '/')
        {
            var expression = _scanner.Expression();
            var named = expression.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0])).ToList();
            return named.Count > 0 && !_scanner.IsWord("as") ? new(of, expression, named) : new(of, expression, Names());
        }
        var stars = _scanner.Text();
        var names = Names();
        return names.Count == stars.Count(c => c == '*')
            ? new(of, Glob(stars), names)
            : throw _scanner.Fail($"as many names as the pattern has stars, {stars.Count(c => c == '*')}");
    }

    private List<string> Names()
    {
        if (!_scanner.TryWord("as"))
            throw _scanner.Fail("'as'");
        var names = new List<string>();
        do names.Add(_scanner.Name());
        while (_scanner.Try(","));
        return names;
    }

    // Each star takes as little as it can, the one at the end all that is left
    private Regex Glob(string stars)
    {
        var pattern = new StringBuilder("(?s)");
        for (var i = 0; i < stars.Length; i++)
            pattern.Append(
                stars[i] != '*' ? Regex.Escape($"{stars[i]}")
                : i == stars.Length - 1 ? "(.*)"
                : "(.*?)"
            );
        return _scanner.Compile(pattern.ToString());
    }

    private StatsCommand Stats()
    {
        var values = new List<(string, Func<IReadOnlyList<Line>, object?>)>();
        do
        {
            _ = _scanner.Next;
            var start = _scanner.At;
            var aggregate = Aggregate();
            var text = _scanner.Since(start);
            values.Add((_scanner.TryWord("as") ? _scanner.Name() : text, aggregate));
        } while (_scanner.Try(","));
        return new(values, _scanner.TryWord("by") ? Columns() : []);
    }

    private Func<IReadOnlyList<Line>, object?> Aggregate()
    {
        var name = _scanner.Name();
        _scanner.Expect("(");
        var arguments = new List<Term>();
        if (!_scanner.Try("*"))
            while (_scanner.Next != ')')
            {
                if (arguments.Count > 0)
                    _scanner.Expect(",");
                arguments.Add(_terms.Read());
            }
        _scanner.Expect(")");
        return Aggregates.Find(name, [.. arguments])
            ?? throw _scanner.Fail($"a function of stats instead of '{name}' with these arguments");
    }

    private SortCommand Sort()
    {
        _scanner.TryWord("by");
        var order = new List<(Term, bool)>();
        do
        {
            var by = _terms.Read();
            order.Add((by, _scanner.TryWord("desc") || (_scanner.TryWord("asc") && false)));
        } while (_scanner.Try(","));
        return new(order);
    }

    private LimitCommand Limit()
    {
        var most = _scanner.Number();
        return most is >= 1 and <= QueryRun.MostLines && Math.Floor(most) == most
            ? new((int)most)
            : throw _scanner.Fail($"a limit from 1 to {QueryRun.MostLines}");
    }
}
