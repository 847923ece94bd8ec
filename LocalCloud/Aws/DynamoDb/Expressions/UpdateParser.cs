using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>
/// SET path = value, ... REMOVE path, ... ADD path :v, ... DELETE path :v, ... in any order, each once. value := operand | operand +
/// operand | operand - operand ; operand := path | :v | if_not_exists(path, value) | list_append(value, value) | (value)
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
/// </summary>
internal sealed class UpdateParser(string text, Placeholders placeholders) : Parser(text, placeholders)
{
    private const int MaxNesting = 100;
    private static readonly string[] Sections = ["SET", "REMOVE", "ADD", "DELETE"];
    private readonly List<UpdateAction> _actions = [];
    private int _nesting;

    public Update Parse()
    {
        var seen = new HashSet<string>();
        do
        {
            var section = Sections.FirstOrDefault(TakeKeyword) ?? throw SyntaxError();
            if (!seen.Add(section))
                Complain($"The \"{section}\" section can only be used once in an update expression;");
            do _actions.Add(ParseAction(section));
            while (TakeIf(","));
        } while (Current.Kind != TokenKind.End);

        if (DocumentPath.FirstClash([.. _actions.Select(action => action.Path)]) is { } clash)
            Complain(clash);
        Finish();
        return new Update(_actions);
    }

    protected override bool IsKeyword(Token token) => Sections.Any(token.IsKeyword);

    private UpdateAction ParseAction(string section)
    {
        var path = ParsePath();
        switch (section)
        {
            case "SET":
                Expect("=");
                return new SetAction(path, ParseValueOf());
            case "REMOVE":
                return new RemoveAction(path);
            case "ADD":
                return new AddAction(path, ParseOperandOf(section, value => value is NumberValue or SetValue));
            default:
                var members = ParseOperandOf(section, value => value is SetValue);
                return members is SetValue set ? new DeleteAction(path, set) : new RemoveAction(path);
        }
    }

    private AttributeValue ParseOperandOf(string section, Func<AttributeValue, bool> allowed)
    {
        if (Current.Kind != TokenKind.Value)
            throw SyntaxError();
        var value = ParseValue();
        if (!allowed(value))
            Complain(
                $"Incorrect operand type for operator or function; operator: {section}, operand type: {LongName(value)}, typeSet: "
                    + $"ALLOWED_FOR_{section}_OPERAND"
            );
        return value;
    }

    // Only these two complaints of AWS name types in full.
    private static string LongName(AttributeValue value) =>
        value.Type switch
        {
            AttributeType.S => "STRING",
            AttributeType.N => "NUMBER",
            AttributeType.B => "BINARY",
            AttributeType.BOOL => "BOOLEAN",
            AttributeType.NULL => "NULL",
            AttributeType.M => "MAP",
            AttributeType.L => "LIST",
            var set => set.ToString(),
        };

    private UpdateValue ParseValueOf()
    {
        if (++_nesting > MaxNesting)
            throw new ExpressionException($"The expression has too many nested levels; nesting levels: {_nesting}");
        var left = ParseOperand();
        if (Current.Text is "+" or "-" && Current.Kind == TokenKind.Symbol)
        {
            var sign = Take().Text;
            CountOperator();
            var right = ParseOperand();
            MustBe<NumberValue>(sign, left);
            MustBe<NumberValue>(sign, right);
            left = new Arithmetic(left, right, Subtracts: sign == "-");
        }
        _nesting--;
        return left;
    }

    private UpdateValue ParseOperand()
    {
        if (Current.Kind == TokenKind.Value)
            return new Literal(ParseValue());
        if (TakeIf("("))
        {
            var inner = ParseValueOf();
            Expect(")");
            return inner;
        }
        if (Current.Kind == TokenKind.Identifier && Ahead.Is("("))
            return ParseFunction();
        return new Reference(ParsePath());
    }

    private UpdateValue ParseFunction()
    {
        var function = Take().Text;
        Expect("(");
        var operands = new List<UpdateValue>();
        do operands.Add(ParseValueOf());
        while (TakeIf(","));
        Expect(")");
        if (function is not ("if_not_exists" or "list_append"))
        {
            Complain(
                function is "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains" or "size"
                    ? $"The function is not allowed in an update expression; function: {function}"
                    : $"Invalid function name; function: {function}"
            );
            return operands[0];
        }
        if (operands.Count != 2)
        {
            Complain(
                $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: "
                    + $"{operands.Count}"
            );
            return operands[0];
        }
        if (function == "if_not_exists")
        {
            if (operands[0] is Reference { Path: var path })
                return new IfNotExists(path, operands[1]);
            Complain($"Operator or function requires a document path; operator or function: {function}");
            return operands[0];
        }
        MustBe<ListValue>(function, operands[0]);
        MustBe<ListValue>(function, operands[1]);
        return new ListAppend(operands[0], operands[1]);
    }

    private void MustBe<T>(string function, UpdateValue operand)
        where T : AttributeValue
    {
        if (operand is Literal { Value: not T and var value })
            Complain($"Incorrect operand type for operator or function; operator or function: {function}, operand type: {value.Type}");
    }
}
