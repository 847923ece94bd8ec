using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// SET path = value [, ...] and REMOVE path [, ...], as often as one likes, as the actions that update expressions are parsed to.
/// docs: ql-reference.update.html
/// </summary>
internal sealed class UpdateParser(Cursor cursor, ValueParser values)
{
    private const int MaxNesting = 100;
    private int _nesting;

    public List<UpdateAction> Parse()
    {
        var actions = new List<UpdateAction>();
        while (cursor.Current.IsKeyword("SET") || cursor.Current.IsKeyword("REMOVE"))
        {
            var sets = cursor.Take().IsKeyword("SET");
            do actions.Add(sets ? Set() : new RemoveAction(values.Path()));
            while (cursor.TakeIf(","));
        }
        if (actions.Count == 0)
            throw PartiQlException.Malformed("Expected data manipulation");
        return DocumentPath.FirstClash([.. actions.Select(action => action.Path)]) is { } clash
            ? throw PartiQlException.Invalid(clash)
            : actions;
    }

    private UpdateAction Set()
    {
        var path = values.Path();
        cursor.Expect("=");
        return IsFunction("set_add") || IsFunction("set_delete")
            ? OfSet(path, cursor.Take().Text.ToLowerInvariant())
            : new SetAction(path, Value());
    }

    private bool IsFunction(string name) => cursor.Current.IsKeyword(name) && cursor.Ahead.Is("(");

    // What UpdateItem calls ADD and DELETE
    private UpdateAction OfSet(DocumentPath path, string function)
    {
        cursor.Expect("(");
        var of = values.Path();
        cursor.Expect(",");
        var members = values.Value();
        cursor.Expect(")");
        if (!of.Same(path))
            throw PartiQlException.Invalid(
                $"The first operand must be the attribute that is set for this function; function: {function}, first operand: {of}"
            );
        if (members is not SetValue set)
            throw PartiQlException.Invalid(
                $"Incorrect operand type for operator or function; operator or function: {function}, operand type: {members.Type}"
            );
        return function == "set_add" ? new AddAction(path, set) : new DeleteAction(path, set);
    }

    private UpdateValue Value()
    {
        if (++_nesting > MaxNesting)
            throw PartiQlException.Invalid("Nesting Levels have exceeded supported limits");
        var value = Operand();
        while (cursor.Current.Is("+") || cursor.Current.Is("-"))
            value = new Arithmetic(value, Subtracts: cursor.Take().Text == "-", Right: Operand());
        _nesting--;
        return value;
    }

    private UpdateValue Operand()
    {
        if (cursor.TakeIf("("))
        {
            var inner = Value();
            cursor.Expect(")");
            return inner;
        }
        if (values.StandsHere)
            return new Literal(values.Value());
        if (cursor.Current.Kind != TokenKind.Word || !cursor.Ahead.Is("("))
            return new Reference(values.Path());
        var function = cursor.Take().Text;
        if (!function.Equals("list_append", StringComparison.OrdinalIgnoreCase))
            throw PartiQlException.Invalid($"No such function: {function}");
        cursor.Expect("(");
        var first = Value();
        cursor.Expect(",");
        var second = Value();
        cursor.Expect(")");
        return new ListAppend(List(first), List(second));
    }

    private static UpdateValue List(UpdateValue operand) =>
        operand is Literal { Value: not ListValue and var value }
            ? throw PartiQlException.Invalid(
                $"Incorrect operand type for operator or function; operator or function: list_append, operand type: {value.Type}"
            )
            : operand;
}
