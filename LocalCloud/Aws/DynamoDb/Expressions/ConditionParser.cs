using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>
/// or := and (OR and)* ; and := not (AND not)* ; not := NOT not | primary
/// primary := ( or ) | function | operand comparator operand | operand BETWEEN operand AND operand | operand IN (operand, ...)
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
/// </summary>
internal sealed class ConditionParser(string text, Placeholders placeholders) : Parser(text, placeholders)
{
    private const int MaxCandidates = 100;
    private const int MaxNesting = 150;
    private int _nesting;

    public Condition Parse()
    {
        var condition = ParseOr();
        Finish();
        return condition;
    }

    protected override bool IsKeyword(Token token) =>
        token.IsKeyword("AND") || token.IsKeyword("OR") || token.IsKeyword("NOT") || token.IsKeyword("BETWEEN") || token.IsKeyword("IN");

    private Condition ParseOr()
    {
        var condition = ParseAnd();
        while (TakeKeyword("OR"))
        {
            CountOperator();
            condition = new Or(condition, ParseAnd());
        }
        return condition;
    }

    private Condition ParseAnd()
    {
        var condition = ParseNot();
        while (TakeKeyword("AND"))
        {
            CountOperator();
            condition = new And(condition, ParseNot());
        }
        return condition;
    }

    private Condition ParseNot()
    {
        // The expression may be 4 KB of opening parentheses: the depth has an end before the stack has one.
        if (++_nesting > MaxNesting)
            throw new ExpressionException($"The expression has too many nested levels; nesting levels: {_nesting}");
        var condition = TakeKeyword("NOT") ? ParseNegated() : ParsePrimary();
        _nesting--;
        return condition;
    }

    private Not ParseNegated()
    {
        CountOperator();
        return new Not(ParseNot());
    }

    private Condition ParsePrimary()
    {
        if (TakeIf("("))
        {
            var opening = Position;
            var redundant = Current.Is("(");
            var inner = ParseOr();
            Expect(")");
            if (redundant && ClosesAt(opening) == Position - 2)
                Complain("The expression has redundant parentheses;");
            return inner;
        }

        var start = Position;
        var (condition, operand) = ParseFunctionOrOperand();
        var compares = Current.Text is "=" or "<>" or "<" or "<=" or ">" or ">=" || Current.IsKeyword("BETWEEN") || Current.IsKeyword("IN");
        if (condition is not null)
        {
            if (!compares)
                return condition;
            Complain(Misused(start));
            operand = new ValueOperand(NullValue.Instance);
        }
        else if (!compares)
        {
            if (operand is not SizeOperand)
                throw SyntaxError();
            Complain(Misused(start));
            return new Exists(new DocumentPath([new("", 0)]));
        }
        return ParseComparison(operand!);
    }

    private string Misused(int start) =>
        $"The function is not allowed to be used this way in an expression; function: {TokenAt(start).Text}";

    private Condition ParseComparison(Operand left)
    {
        CountOperator();
        if (TakeKeyword("BETWEEN"))
        {
            var low = ParseOperand();
            if (!TakeKeyword("AND"))
                throw SyntaxError();
            return Checked(new Between(left, low, ParseOperand()));
        }
        if (TakeKeyword("IN"))
        {
            var candidates = ParseOperands();
            if (candidates.Count > MaxCandidates)
                Complain($"The IN operator is provided with too many operands; number of operands: {candidates.Count}");
            return new In(left, [.. candidates]);
        }
        var comparator = Take().Text;
        var right = ParseOperand();
        Distinct(comparator, left, right);
        if (comparator is not ("=" or "<>"))
        {
            MustHaveOrder(comparator, left);
            MustHaveOrder(comparator, right);
        }
        return new Comparison(comparator, left, right);
    }

    private Between Checked(Between between)
    {
        MustHaveOrder("BETWEEN", between.Subject);
        MustHaveOrder("BETWEEN", between.Low);
        MustHaveOrder("BETWEEN", between.High);
        if (between.Low is not ValueOperand { Value: var low } || between.High is not ValueOperand { Value: var high })
            return between;
        var bounds = $"lower bound operand: AttributeValue: {Show(low)}, upper bound operand: AttributeValue: {Show(high)}";
        if (low.Type != high.Type)
            Complain($"The BETWEEN operator requires same data type for lower and upper bounds; {bounds}");
        else if (AttributeValue.Compare(low, high) > 0)
            Complain($"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; {bounds}");
        return between;
    }

    private static string Show(AttributeValue value) => $"{{{value.Type}:{value}}}";

    private void MustHaveOrder(string comparator, Operand operand)
    {
        if (operand is ValueOperand { Value: not (StringValue or NumberValue or BinaryValue) and var value })
            WrongType(comparator, value);
    }

    private void WrongType(string function, AttributeValue value) =>
        Complain($"Incorrect operand type for operator or function; operator or function: {function}, operand type: {value.Type}");

    private void Distinct(string function, Operand left, Operand right)
    {
        if (left is PathOperand { Path: var path } && right is PathOperand other && path.Same(other.Path))
            Complain(
                $"The first operand must be distinct from the remaining operands for this operator or function; operator: {function}, "
                    + $"first operand: {path}"
            );
    }

    private List<Operand> ParseOperands()
    {
        Expect("(");
        var operands = new List<Operand>();
        if (Current.Is(")"))
            throw SyntaxError();
        do operands.Add(ParseOperand());
        while (TakeIf(","));
        Expect(")");
        return operands;
    }

    private Operand ParseOperand()
    {
        var start = Position;
        var (condition, operand) = ParseFunctionOrOperand();
        if (condition is not null)
            Complain(Misused(start));
        return operand ?? new ValueOperand(NullValue.Instance);
    }

    private (Condition?, Operand?) ParseFunctionOrOperand()
    {
        if (Current.Kind == TokenKind.Value)
            return (null, new ValueOperand(ParseValue()));
        if (Current.Kind == TokenKind.Identifier && Ahead.Is("(") && !IsKeyword(Current))
            return ParseFunction();
        return (null, new PathOperand(ParsePath()));
    }

    private (Condition?, Operand?) ParseFunction()
    {
        var function = Take().Text;
        var operands = ParseOperands();
        var wanted = function switch
        {
            "attribute_exists" or "attribute_not_exists" or "size" => 1,
            "attribute_type" or "begins_with" or "contains" => 2,
            _ => 0,
        };
        if (wanted == 0)
        {
            Complain(
                function is "if_not_exists" or "list_append"
                    ? $"The function is not allowed in a condition expression; function: {function}"
                    : $"Invalid function name; function: {function}"
            );
            return (new Exists(new DocumentPath([new("", 0)])), null);
        }
        if (operands.Count != wanted)
        {
            Complain(
                $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: "
                    + $"{operands.Count}"
            );
            operands.Add(operands[0]);
        }
        return function switch
        {
            "size" => (null, Size(operands[0])),
            "attribute_exists" => (new Exists(PathOf(function, operands[0])), null),
            "attribute_not_exists" => (new Not(new Exists(PathOf(function, operands[0]))), null),
            "attribute_type" => (Type(operands[0], operands[1]), null),
            "begins_with" => (Prefix(operands[0], operands[1]), null),
            _ => (Containing(operands[0], operands[1]), null),
        };
    }

    private DocumentPath PathOf(string function, Operand operand)
    {
        if (operand is PathOperand { Path: var path })
            return path;
        Complain($"Operator or function requires a document path; operator or function: {function}");
        return new DocumentPath([new("", 0)]);
    }

    private SizeOperand Size(Operand subject)
    {
        if (subject is ValueOperand { Value: var value } && value is (NumberValue or BoolValue or NullValue))
            WrongType("size", value);
        return new SizeOperand(subject);
    }

    private IsOfType Type(Operand subject, Operand type)
    {
        if (type is not ValueOperand { Value: var value })
            Complain("Incorrect operand type for operator or function; operator or function: attribute_type, operand type: DOCUMENT_PATH");
        else if (value is not StringValue)
            WrongType("attribute_type", value);
        else if (!Enum.TryParse<AttributeType>(value.ToString(), out _))
            Complain($"Invalid attribute type name found; type: {value}, valid types: {{B,NULL,SS,BOOL,L,BS,N,NS,S,M}}");
        return new IsOfType(subject, (type as ValueOperand)?.Value.ToString() ?? "");
    }

    private BeginsWith Prefix(Operand subject, Operand prefix)
    {
        foreach (var operand in (Operand[])[subject, prefix])
        {
            if (operand is ValueOperand { Value: not (StringValue or BinaryValue) and var value })
                WrongType("begins_with", value);
        }
        Distinct("begins_with", subject, prefix);
        return new BeginsWith(subject, prefix);
    }

    private Contains Containing(Operand subject, Operand part)
    {
        Distinct("contains", subject, part);
        return new Contains(subject, part);
    }
}
