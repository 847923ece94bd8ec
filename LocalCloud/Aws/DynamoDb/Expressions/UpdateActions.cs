using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>The right side of SET path = ... .</summary>
internal abstract record UpdateValue
{
    public const string Missing = "The provided expression refers to an attribute that does not exist in the item";
    public const string WrongType = "An operand in the update expression has an incorrect data type";

    /// <summary>Computed from the item as it was before the update.</summary>
    public abstract AttributeValue Of(Item item);
}

internal sealed record Literal(AttributeValue Value) : UpdateValue
{
    public override AttributeValue Of(Item item) => Value;
}

internal sealed record Reference(DocumentPath Path) : UpdateValue
{
    public override AttributeValue Of(Item item) => Path.Find(item) ?? throw new ExpressionException(Missing);
}

internal sealed record IfNotExists(DocumentPath Path, UpdateValue Otherwise) : UpdateValue
{
    public override AttributeValue Of(Item item) => Path.Find(item) ?? Otherwise.Of(item);
}

internal sealed record ListAppend(UpdateValue First, UpdateValue Second) : UpdateValue
{
    public override AttributeValue Of(Item item) =>
        (First.Of(item), Second.Of(item)) is (ListValue first, ListValue second)
            ? new ListValue([.. first.Items, .. second.Items])
            : throw new ExpressionException(WrongType);
}

internal sealed record Arithmetic(UpdateValue Left, UpdateValue Right, bool Subtracts) : UpdateValue
{
    public override AttributeValue Of(Item item)
    {
        if ((Left.Of(item), Right.Of(item)) is not (NumberValue left, NumberValue right))
            throw new ExpressionException(WrongType);
        return Number(Subtracts ? DynamoNumber.Subtract(left.Number, right.Number) : DynamoNumber.Add(left.Number, right.Number));
    }

    public static NumberValue Number(DynamoNumber.Outcome outcome) =>
        outcome.Error is { } error ? throw new ExpressionException(error) : new NumberValue(outcome.Number);
}

/// <summary>One action of an update: what becomes of the value at a path. Null removes it.</summary>
internal abstract record UpdateAction(DocumentPath Path)
{
    public abstract AttributeValue? Of(Item item);
}

internal sealed record SetAction(DocumentPath Path, UpdateValue Value) : UpdateAction(Path)
{
    public override AttributeValue? Of(Item item) => Value.Of(item);
}

internal sealed record RemoveAction(DocumentPath Path) : UpdateAction(Path)
{
    public override AttributeValue? Of(Item item) => null;
}

/// <summary>Numbers grow, sets take in members; what does not exist starts as zero or as the empty set.</summary>
internal sealed record AddAction(DocumentPath Path, AttributeValue Value) : UpdateAction(Path)
{
    public override AttributeValue? Of(Item item) =>
        (Path.Find(item), Value) switch
        {
            (null, _) => Value,
            (NumberValue old, NumberValue more) => Arithmetic.Number(DynamoNumber.Add(old.Number, more.Number)),
            (SetValue old, SetValue more) when old.Type == more.Type => old.Union(more),
            _ => throw new ExpressionException(UpdateValue.WrongType),
        };
}

/// <summary>Takes members out of a set; an empty set goes.</summary>
internal sealed record DeleteAction(DocumentPath Path, SetValue Value) : UpdateAction(Path)
{
    public override AttributeValue? Of(Item item) =>
        Path.Find(item) switch
        {
            null => null,
            SetValue old when old.Type == Value.Type => old.Except(Value),
            _ => throw new ExpressionException(UpdateValue.WrongType),
        };
}
