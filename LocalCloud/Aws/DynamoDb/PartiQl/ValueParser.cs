using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// Literals, parameters and document paths: docs, ql-reference.data-types.html. Binary values come as parameters only.
/// </summary>
internal sealed class ValueParser(Cursor cursor, IReadOnlyList<AttributeValue> parameters)
{
    private int _nesting;

    /// <summary>How many question marks there were.</summary>
    public int Used { get; private set; }

    public bool StandsHere =>
        cursor.Current switch
        {
            { Kind: TokenKind.Text or TokenKind.Number } => true,
            { Kind: TokenKind.Symbol, Text: "?" or "[" or "{" or "<<" or "-" or "+" } => true,
            var token => token.IsKeyword("TRUE") || token.IsKeyword("FALSE") || token.IsKeyword("NULL"),
        };

    public AttributeValue Value()
    {
        var value = Unchecked();
        return ValueRules.Fault(value) is { } fault ? throw PartiQlException.Invalid(fault) : value;
    }

    private AttributeValue Unchecked()
    {
        // A statement may be 8 KB of opening brackets: the depth has an end before the stack has one.
        if (++_nesting > ValueRules.MaxDepth + 1)
            throw PartiQlException.Invalid("Nesting Levels have exceeded supported limits");
        var value = Parse();
        _nesting--;
        return value;
    }

    private AttributeValue Parse()
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new StringValue(cursor.Take().Text);
            case TokenKind.Number:
                return Number("");
            case TokenKind.Symbol:
                return Composed(token.Text);
        }
        if (cursor.TakeKeyword("TRUE"))
            return BoolValue.True;
        if (cursor.TakeKeyword("FALSE"))
            return BoolValue.False;
        return cursor.TakeKeyword("NULL") ? NullValue.Instance : throw cursor.Unexpected();
    }

    private AttributeValue Composed(string symbol)
    {
        switch (symbol)
        {
            case "?":
                cursor.Take();
                // Whether there are enough is told when the whole statement has been read
                return Used < parameters.Count ? parameters[Used++] : Missing();
            case "[":
                return new ListValue([.. Elements("[", "]")]);
            case "<<":
                return Set(Elements("<<", ">>"));
            case "{":
                return Map();
            case "-" or "+" when cursor.Ahead.Kind == TokenKind.Number:
                return Number(cursor.Take().Text);
            default:
                throw cursor.Unexpected();
        }
    }

    private NullValue Missing()
    {
        Used++;
        return NullValue.Instance;
    }

    private NumberValue Number(string sign)
    {
        var outcome = NumberText.Parse(sign + cursor.Take().Text);
        return outcome.Error is { } error ? throw PartiQlException.Invalid(error) : new NumberValue(outcome.Number);
    }

    private List<AttributeValue> Elements(string opening, string closing)
    {
        cursor.Expect(opening);
        var elements = new List<AttributeValue>();
        if (cursor.TakeIf(closing))
            return elements;
        do elements.Add(Unchecked());
        while (cursor.TakeIf(","));
        cursor.Expect(closing);
        return elements;
    }

    private static SetValue Set(List<AttributeValue> members) =>
        members.Select(member => member.Type).Distinct().ToArray() switch
        {
            [AttributeType.S] or [] => new(AttributeType.SS, [.. members]),
            [AttributeType.N] => new(AttributeType.NS, [.. members]),
            [AttributeType.B] => new(AttributeType.BS, [.. members]),
            _ => throw PartiQlException.Invalid(
                "One or more parameter values were invalid: A set must have members of one type, strings, numbers or binaries"
            ),
        };

    private MapValue Map()
    {
        cursor.Expect("{");
        var entries = new Dictionary<string, AttributeValue>();
        if (cursor.TakeIf("}"))
            return new(entries);
        do
        {
            if (cursor.Current.Kind != TokenKind.Text)
                throw cursor.Unexpected();
            var name = cursor.Take().Text;
            cursor.Expect(":");
            if (!entries.TryAdd(name, Unchecked()))
                throw PartiQlException.Invalid($"One or more parameter values were invalid: Duplicate attribute name: {name}");
        } while (cursor.TakeIf(","));
        cursor.Expect("}");
        return new(entries);
    }

    /// <summary>a."b"[0]['c']</summary>
    public DocumentPath Path()
    {
        var steps = new List<PathStep> { new(Name("Unexpected keyword"), 0) };
        while (true)
        {
            if (cursor.TakeIf("."))
                steps.Add(new(Name("Invalid path dot component"), 0));
            else if (cursor.TakeIf("["))
                steps.Add(Bracket());
            else
                return new([.. steps]);
        }
    }

    private PathStep Bracket()
    {
        PathStep step = cursor.Current switch
        {
            { Kind: TokenKind.Text } => new(cursor.Take().Text, 0),
            { Kind: TokenKind.Number } when int.TryParse(cursor.Current.Text, out var index) => new(null, index),
            _ => throw cursor.Unexpected(),
        };
        if (step.Name is null)
            cursor.Take();
        cursor.Expect("]");
        return step;
    }

    public string Name(string ifKeyword) =>
        cursor.Current switch
        {
            { Kind: TokenKind.Name, Text.Length: > 0 } => cursor.Take().Text,
            { Kind: TokenKind.Word } when !Keywords.Contains(cursor.Current.Text) => cursor.Take().Text,
            { Kind: TokenKind.Word } => throw PartiQlException.Malformed(ifKeyword),
            _ => throw cursor.Unexpected(),
        };
}
