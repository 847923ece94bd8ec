using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

using Item = IReadOnlyDictionary<string, AttributeValue>;

internal abstract record Operand
{
    /// <summary>Null when the item has no such attribute, or when the function is not defined for it.</summary>
    public abstract AttributeValue? Of(Item item);

    public virtual IEnumerable<DocumentPath> Paths => [];
}

internal sealed record PathOperand(DocumentPath Path) : Operand
{
    public override AttributeValue? Of(Item item) => Path.Find(item);

    public override IEnumerable<DocumentPath> Paths => [Path];
}

internal sealed record ValueOperand(AttributeValue Value) : Operand
{
    public override AttributeValue? Of(Item item) => Value;
}

internal sealed record SizeOperand(Operand Subject) : Operand
{
    public override AttributeValue? Of(Item item) =>
        Subject.Of(item) switch
        {
            StringValue s => Number(s.Text.Length),
            BinaryValue b => Number(b.Bytes.Length),
            SetValue s => Number(s.Members.Length),
            ListValue l => Number(l.Items.Length),
            MapValue m => Number(m.Entries.Count),
            _ => null,
        };

    public override IEnumerable<DocumentPath> Paths => Subject.Paths;

    private static NumberValue Number(int size) => new(DynamoNumber.Of(size));
}

internal abstract record Condition
{
    public abstract bool Holds(Item item);

    public abstract IEnumerable<DocumentPath> Paths { get; }
}

internal sealed record And(Condition Left, Condition Right) : Condition
{
    public override bool Holds(Item item) => Left.Holds(item) && Right.Holds(item);

    public override IEnumerable<DocumentPath> Paths => Left.Paths.Concat(Right.Paths);
}

internal sealed record Or(Condition Left, Condition Right) : Condition
{
    public override bool Holds(Item item) => Left.Holds(item) || Right.Holds(item);

    public override IEnumerable<DocumentPath> Paths => Left.Paths.Concat(Right.Paths);
}

internal sealed record Not(Condition Inner) : Condition
{
    public override bool Holds(Item item) => !Inner.Holds(item);

    public override IEnumerable<DocumentPath> Paths => Inner.Paths;
}

internal sealed record Comparison(string Operator, Operand Left, Operand Right) : Condition
{
    public override bool Holds(Item item)
    {
        var (left, right) = (Left.Of(item), Right.Of(item));
        // A missing attribute is unequal to everything and neither below nor above anything.
        if (left is null || right is null)
            return Operator == "<>" && !(left is null && right is null);
        if (Operator is "=" or "<>")
            return left.Equals(right) == (Operator == "=");
        return AttributeValue.Compare(left, right) is { } order
            && Operator switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
    }

    public override IEnumerable<DocumentPath> Paths => Left.Paths.Concat(Right.Paths);
}

internal sealed record Between(Operand Subject, Operand Low, Operand High) : Condition
{
    public override bool Holds(Item item) =>
        Subject.Of(item) is { } subject
        && Low.Of(item) is { } low
        && High.Of(item) is { } high
        && AttributeValue.Compare(subject, low) >= 0
        && AttributeValue.Compare(subject, high) <= 0;

    public override IEnumerable<DocumentPath> Paths => [.. Subject.Paths, .. Low.Paths, .. High.Paths];
}

internal sealed record In(Operand Subject, Operand[] Candidates) : Condition
{
    public override bool Holds(Item item) =>
        Subject.Of(item) is { } subject && Candidates.Any(candidate => subject.Equals(candidate.Of(item)));

    public override IEnumerable<DocumentPath> Paths => Subject.Paths.Concat(Candidates.SelectMany(candidate => candidate.Paths));
}

internal sealed record Exists(DocumentPath Path) : Condition
{
    public override bool Holds(Item item) => Path.Find(item) is not null;

    public override IEnumerable<DocumentPath> Paths => [Path];
}

internal sealed record IsOfType(Operand Subject, string TypeName) : Condition
{
    public override bool Holds(Item item) => Subject.Of(item)?.Type.ToString() == TypeName;

    public override IEnumerable<DocumentPath> Paths => Subject.Paths;
}

internal sealed record BeginsWith(Operand Subject, Operand Prefix) : Condition
{
    public override bool Holds(Item item) =>
        (Subject.Of(item), Prefix.Of(item)) switch
        {
            (StringValue s, StringValue p) => s.Text.StartsWith(p.Text, StringComparison.Ordinal),
            (BinaryValue b, BinaryValue p) => b.Bytes.AsSpan().StartsWith(p.Bytes),
            _ => false,
        };

    public override IEnumerable<DocumentPath> Paths => Subject.Paths.Concat(Prefix.Paths);
}

internal sealed record Contains(Operand Subject, Operand Part) : Condition
{
    public override bool Holds(Item item) =>
        (Subject.Of(item), Part.Of(item)) switch
        {
            (_, null) => false,
            (StringValue s, StringValue p) => s.Text.Contains(p.Text, StringComparison.Ordinal),
            (BinaryValue b, BinaryValue p) => b.Bytes.AsSpan().IndexOf(p.Bytes) >= 0,
            (SetValue s, var part) => s.Members.Contains(part),
            (ListValue l, var part) => l.Items.Contains(part),
            _ => false,
        };

    public override IEnumerable<DocumentPath> Paths => Subject.Paths.Concat(Part.Paths);
}
