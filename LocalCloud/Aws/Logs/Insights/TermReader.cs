using System.Globalization;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>Conditions and arithmetic of queries, from what binds least to what binds most.</summary>
internal sealed class TermReader(Scanner scanner, DateTimeOffset now)
{
    private const int Deepest = 200;

    private int _depth;

    public Term Read()
    {
        if (++_depth > Deepest)
            throw scanner.Fail("less nesting");
        var term = Both();
        while (scanner.TryWord("or") || scanner.Try("||"))
            term = new EitherTerm(term, Both());
        _depth--;
        return term;
    }

    private Term Both()
    {
        var term = Not();
        while (scanner.TryWord("and") || scanner.Try("&&"))
            term = new BothTerm(term, Not());
        return term;
    }

    private Term Not()
    {
        if (!scanner.TryWord("not"))
            return Comparison();
        if (++_depth > Deepest)
            throw scanner.Fail("less nesting");
        var term = new NotTerm(Not());
        _depth--;
        return term;
    }

    private Term Comparison()
    {
        var left = Sum();
        if (scanner.Try("=~"))
            return new LikeTerm(left, scanner.Next == '/' ? scanner.Expression() : scanner.Compile(scanner.Text()));
        foreach (var sign in (ReadOnlySpan<string>)["!=", "<=", ">=", "=", "<", ">"])
            if (scanner.Try(sign))
                return new ComparisonTerm(sign, left, Sum());
        var isNegated = scanner.TryWord("not");
        var term =
            scanner.TryWord("like") ? Like(left)
            : scanner.TryWord("in") ? new InTerm(left, Items())
            : isNegated ? throw scanner.Fail("'like' or 'in'")
            : left;
        return isNegated ? new NotTerm(term) : term;
    }

    private Term Like(Term left) => scanner.Next == '/' ? new LikeTerm(left, scanner.Expression()) : new ContainsTerm(left, Sum());

    private Term[] Items()
    {
        scanner.Expect("[");
        var items = new List<Term>();
        while (!scanner.Try("]"))
        {
            if (items.Count > 0)
                scanner.Expect(",");
            items.Add(Sum());
        }
        return [.. items];
    }

    private Term Sum()
    {
        var term = Product();
        while (scanner.Next is '+' or '-')
        {
            var sign = scanner.Next;
            scanner.Try($"{sign}");
            term = new ArithmeticTerm(sign, term, Product());
        }
        return term;
    }

    private Term Product()
    {
        var term = Power();
        while (scanner.Next is '*' or '/' or '%')
        {
            var sign = scanner.Next;
            scanner.Try($"{sign}");
            term = new ArithmeticTerm(sign, term, Power());
        }
        return term;
    }

    private Term Power()
    {
        var term = Single();
        while (scanner.Try("^"))
            term = new ArithmeticTerm('^', term, Single());
        return term;
    }

    private Term Single()
    {
        if (++_depth > Deepest)
            throw scanner.Fail("less nesting");
        try
        {
            switch (scanner.Next)
            {
                case '(':
                    scanner.Expect("(");
                    var inner = Read();
                    scanner.Expect(")");
                    return inner;
                case '-':
                    scanner.Expect("-");
                    return new ArithmeticTerm('-', new ConstantTerm(0.0), Single());
                case '"' or '\'':
                    return new ConstantTerm(scanner.Text());
                case var digit when char.IsAsciiDigit(digit):
                    return Number();
                case '`':
                    return new FieldTerm(scanner.Name());
            }
            var name = scanner.Name();
            return scanner.Try("(") ? Call(name)
                : name.Equals("true", StringComparison.OrdinalIgnoreCase) ? new ConstantTerm(true)
                : name.Equals("false", StringComparison.OrdinalIgnoreCase) ? new ConstantTerm(false)
                : new FieldTerm(name);
        }
        finally
        {
            _depth--;
        }
    }

    // 5, or the period 5m
    private Term Number()
    {
        var number = scanner.Number();
        var at = scanner.At;
        if (!char.IsAsciiLetter(scanner.Next) || scanner.At != at)
            return new ConstantTerm(number);
        var unit = scanner.Name();
        var (milliseconds, months) = unit.ToLowerInvariant() switch
        {
            "ms" or "msec" => (1L, 0),
            "s" or "sec" => (1000L, 0),
            "m" or "min" => (60_000L, 0),
            "h" or "hr" => (3_600_000L, 0),
            "d" => (86_400_000L, 0),
            "w" => (604_800_000L, 0),
            "mo" or "mon" => (0L, 1),
            "q" or "qtr" => (0L, 3),
            "y" or "yr" => (0L, 12),
            _ => throw scanner.Fail($"a unit of time instead of '{unit}'"),
        };
        if (number is < 1 or > 100_000 || Math.Floor(number) != number)
            throw scanner.Fail("a period of at least 1");
        return new PeriodTerm(milliseconds * (long)number, months * (int)number);
    }

    private Term Call(string name)
    {
        var arguments = new List<Term>();
        while (!scanner.Try(")"))
        {
            if (arguments.Count > 0)
                scanner.Expect(",");
            arguments.Add(Read());
        }
        switch (name.ToLowerInvariant(), arguments)
        {
            case ("bin", [PeriodTerm period]):
                return new FloorTerm(new FieldTerm("@timestamp"), period, up: false);
            case ("datefloor", [var time, PeriodTerm period]):
                return new FloorTerm(time, period, up: false);
            case ("dateceil", [var time, PeriodTerm period]):
                return new FloorTerm(time, period, up: true);
            case ("now", []):
                return new ConstantTerm((double)now.ToUnixTimeSeconds());
            case ("ispresent", [var field]):
                return new FunctionTerm(of => of[0] is not null, [field]);
        }
        return Functions.Find(name, arguments.Count) is { } function
            ? new FunctionTerm(function, [.. arguments])
            : throw scanner.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a function that there is instead of '{name}' with {arguments.Count} arguments"
                )
            );
    }
}
