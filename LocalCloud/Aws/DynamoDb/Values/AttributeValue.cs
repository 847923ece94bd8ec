using System.Text.Json.Serialization;

namespace LocalCloud.Aws.DynamoDb.Values;

internal enum AttributeType
{
    S,
    N,
    B,
    BOOL,
    NULL,
    M,
    L,
    SS,
    NS,
    BS,
}

/// <summary>One DynamoDB value: immutable, compared by content, so items can share parts freely.</summary>
[JsonConverter(typeof(AttributeValueConverter))]
internal abstract class AttributeValue : IEquatable<AttributeValue>
{
    public abstract AttributeType Type { get; }
    public abstract bool Equals(AttributeValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as AttributeValue);

    public abstract override int GetHashCode();

    /// <summary>Order of two scalars of one type; null where DynamoDB defines no order.</summary>
    public static int? Compare(AttributeValue left, AttributeValue right) =>
        (left, right) switch
        {
            (StringValue a, StringValue b) => Utf8Order.Compare(a.Text, b.Text),
            (NumberValue a, NumberValue b) => a.Number.CompareTo(b.Number),
            (BinaryValue a, BinaryValue b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes),
            _ => null,
        };
}

internal sealed class StringValue(string text) : AttributeValue
{
    public string Text { get; } = text;
    public override AttributeType Type => AttributeType.S;

    public override bool Equals(AttributeValue? other) => other is StringValue s && s.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}

internal sealed class NumberValue(DynamoNumber number) : AttributeValue
{
    public DynamoNumber Number { get; } = number;
    public override AttributeType Type => AttributeType.N;

    public override bool Equals(AttributeValue? other) => other is NumberValue n && n.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();

    public override string ToString() => Number.ToString();
}

internal sealed class BinaryValue(byte[] bytes) : AttributeValue
{
    public byte[] Bytes { get; } = bytes;
    public override AttributeType Type => AttributeType.B;

    public override bool Equals(AttributeValue? other) => other is BinaryValue b && b.Bytes.AsSpan().SequenceEqual(Bytes);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public override string ToString() => Convert.ToBase64String(Bytes);
}

internal sealed class BoolValue : AttributeValue
{
    public static readonly BoolValue True = new(true);
    public static readonly BoolValue False = new(false);

    private BoolValue(bool flag) => Flag = flag;

    public bool Flag { get; }
    public override AttributeType Type => AttributeType.BOOL;

    public override bool Equals(AttributeValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Flag ? 1 : 0;

    public static BoolValue Of(bool flag) => flag ? True : False;
}

internal sealed class NullValue : AttributeValue
{
    public static readonly NullValue Instance = new();

    private NullValue() { }

    public override AttributeType Type => AttributeType.NULL;

    public override bool Equals(AttributeValue? other) => other is NullValue;

    public override int GetHashCode() => 7;
}

internal sealed class ListValue(AttributeValue[] items) : AttributeValue
{
    public AttributeValue[] Items { get; } = items;
    public override AttributeType Type => AttributeType.L;

    public override bool Equals(AttributeValue? other) => other is ListValue l && l.Items.AsSpan().SequenceEqual(Items);

    public override int GetHashCode() => HashCode.Combine(Items.Length, Items.Length > 0 ? Items[0] : null);
}

internal sealed class MapValue(IReadOnlyDictionary<string, AttributeValue> entries) : AttributeValue
{
    public IReadOnlyDictionary<string, AttributeValue> Entries { get; } = entries;
    public override AttributeType Type => AttributeType.M;

    public override bool Equals(AttributeValue? other) =>
        other is MapValue m
        && m.Entries.Count == Entries.Count
        && Entries.All(entry => m.Entries.TryGetValue(entry.Key, out var value) && value.Equals(entry.Value));

    public override int GetHashCode() => Entries.Count;
}

/// <summary>SS, NS and BS: scalars of one type, none twice, in no order that counts.</summary>
internal sealed class SetValue(AttributeType type, AttributeValue[] members) : AttributeValue
{
    public AttributeValue[] Members { get; } = members;
    public override AttributeType Type => type;
    public AttributeType MemberType =>
        type switch
        {
            AttributeType.SS => AttributeType.S,
            AttributeType.NS => AttributeType.N,
            _ => AttributeType.B,
        };

    public override bool Equals(AttributeValue? other) =>
        other is SetValue s
        && s.Type == Type
        && s.Members.Length == Members.Length
        && new HashSet<AttributeValue>(Members).SetEquals(s.Members);

    public override int GetHashCode() => HashCode.Combine(type, Members.Length);

    public SetValue Union(SetValue more) => new(Type, [.. Members.Union(more.Members)]);

    /// <summary>What is left, or null: DynamoDB keeps no empty set.</summary>
    public SetValue? Except(SetValue less)
    {
        var left = Members.Except(less.Members).ToArray();
        return left.Length == 0 ? null : new SetValue(Type, left);
    }
}

/// <summary>
/// A value as it came that cannot be stored. It carries AWS's message to the place in the order of checks where AWS reports it.
/// </summary>
internal sealed class InvalidValue(string message) : AttributeValue
{
    public string Message { get; } = message;
    public override AttributeType Type => AttributeType.NULL;

    public override bool Equals(AttributeValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
