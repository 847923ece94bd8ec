using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// The WHERE clause, as the conditions that expressions are parsed to.
/// docs: ql-operators.html, ql-functions.html
/// </summary>
internal sealed class ConditionParser(Cursor cursor, ValueParser values)
{
    private const int MaxCandidates = 100;
    private const int MaxNesting = 150;
    private int _nesting;

    public Condition Parse()
    {
        var condition = ParseAnd();
        while (cursor.TakeKeyword("OR"))
            condition = new Or(condition, ParseAnd());
        return condition;
    }

    private Condition ParseAnd()
    {
        var condition = ParseNot();
        while (cursor.TakeKeyword("AND"))
            condition = new And(condition, ParseNot());
        return condition;
    }

    private Condition ParseNot()
    {
        if (++_nesting > MaxNesting)
            throw PartiQlException.Invalid("Nesting Levels have exceeded supported limits");
        var condition = cursor.TakeKeyword("NOT") ? new Not(ParseNot()) : ParsePrimary();
        _nesting--;
        return condition;
    }

    private Condition ParsePrimary()
    {
        if (cursor.TakeIf("("))
        {
            var inner = Parse();
            cursor.Expect(")");
            return inner;
        }
        if (cursor.Current.Kind == TokenKind.Word && cursor.Ahead.Is("(") && !cursor.Current.IsKeyword("SIZE"))
            return Function();
        return Comparison(Operand());
    }

    private Condition Function()
    {
        var name = cursor.Take().Text;
        cursor.Expect("(");
        var operands = new List<Operand>();
        do operands.Add(Operand());
        while (cursor.TakeIf(","));
        cursor.Expect(")");
        var function = name.ToLowerInvariant();
        if (function is not ("begins_with" or "contains" or "attribute_type"))
            throw PartiQlException.Invalid($"No such function: {name}");
        if (operands.Count != 2)
            throw PartiQlException.Invalid(
                $"Incorrect number of operands for operator or function; operator or function: {function}, "
                    + $"number of operands: {operands.Count}"
            );
        return function switch
        {
            "begins_with" => new BeginsWith(operands[0], TypedAs(function, operands[1], AttributeType.S, AttributeType.B)),
            "contains" => new Contains(operands[0], operands[1]),
            _ => new IsOfType(operands[0], TypeName(operands[1])),
        };
    }

    private static Operand TypedAs(string function, Operand operand, params AttributeType[] types) =>
        operand is ValueOperand { Value.Type: var type } && !types.Contains(type)
            ? throw PartiQlException.Invalid(
                $"Incorrect operand type for operator or function; operator or function: {function}, operand type: {type}"
            )
            : operand;

    private static string TypeName(Operand operand) =>
        operand switch
        {
            ValueOperand { Value: StringValue type } when Enum.TryParse<AttributeType>(type.Text, out _) => type.Text,
            ValueOperand { Value: StringValue type } => throw PartiQlException.Invalid(
                $"Invalid attribute type name found; type: {type}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}"
            ),
            ValueOperand { Value: var value } => throw PartiQlException.Invalid(
                $"Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {value.Type}"
            ),
            _ => throw PartiQlException.Invalid(
                "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: DOCUMENT_PATH"
            ),
        };

    private Condition Comparison(Operand left)
    {
        if (cursor.TakeKeyword("IS"))
            return IsOf(left);
        var negated = cursor.TakeKeyword("NOT");
        if (cursor.TakeKeyword("BETWEEN"))
        {
            var low = Operand();
            cursor.ExpectKeyword("AND");
            return Negated(new Between(left, low, Operand()), negated);
        }
        if (cursor.TakeKeyword("IN"))
            return Negated(new In(left, [.. Candidates()]), negated);
        if (negated || cursor.Current is not { Kind: TokenKind.Symbol, Text: "=" or "<>" or "!=" or "<" or "<=" or ">" or ">=" })
            throw cursor.Unexpected();
        var comparator = cursor.Take().Text is "!=" or "<>" ? "<>" : cursor.Previous.Text;
        var right = Operand();
        // Keys are looked for on the left
        return left is ValueOperand && right is PathOperand
            ? new Comparison(Mirrored(comparator), right, left)
            : new Comparison(comparator, left, right);
    }

    private static string Mirrored(string comparator) =>
        comparator switch
        {
            "<" => ">",
            ">" => "<",
            "<=" => ">=",
            ">=" => "<=",
            var same => same,
        };

    private static Condition Negated(Condition condition, bool negated) => negated ? new Not(condition) : condition;

    private Condition IsOf(Operand operand)
    {
        var negated = cursor.TakeKeyword("NOT");
        if (operand is not PathOperand { Path: var path })
            throw cursor.Unexpected();
        if (cursor.TakeKeyword("MISSING"))
            return negated ? new Exists(path) : new Not(new Exists(path));
        var type = cursor.Take().Text.ToUpperInvariant() switch
        {
            "NULL" => AttributeType.NULL,
            "STRING" => AttributeType.S,
            "DECIMAL" or "NUMERIC" => AttributeType.N,
            "BOOL" or "BOOLEAN" => AttributeType.BOOL,
            "LIST" => AttributeType.L,
            "STRUCT" or "TUPLE" => AttributeType.M,
            _ => throw PartiQlException.Malformed("Unexpected term"),
        };
        return Negated(new IsOfType(operand, type.ToString()), negated);
    }

    private List<Operand> Candidates()
    {
        var candidates = new List<Operand>();
        if (cursor.Current.Is("?"))
        {
            candidates.AddRange(
                values.Value() is ListValue list
                    ? list.Items.Select(item => new ValueOperand(item))
                    : throw PartiQlException.Malformed("Unexpected term")
            );
        }
        else
        {
            var closing = cursor.TakeIf("[") ? "]" : ")";
            if (closing == ")")
                cursor.Expect("(");
            do candidates.Add(Operand());
            while (cursor.TakeIf(","));
            cursor.Expect(closing);
        }
        return candidates.Count <= MaxCandidates
            ? candidates
            : throw PartiQlException.Invalid($"The IN operator is provided with too many operands; number of operands: {candidates.Count}");
    }

    private Operand Operand()
    {
        if (values.StandsHere)
            return new ValueOperand(values.Value());
        if (!cursor.Current.IsKeyword("SIZE") || !cursor.Ahead.Is("("))
            return new PathOperand(values.Path());
        cursor.Take();
        cursor.Expect("(");
        var subject = Operand();
        cursor.Expect(")");
        return new SizeOperand(subject);
    }
}
