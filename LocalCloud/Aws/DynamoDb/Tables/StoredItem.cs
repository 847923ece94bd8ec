using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>An item at rest; a change replaces it. Answers and indexes share its parts.</summary>
internal sealed class StoredItem(IReadOnlyDictionary<string, AttributeValue> attributes, byte[] key)
{
    public IReadOnlyDictionary<string, AttributeValue> Attributes { get; } = attributes;

    /// <summary>See <see cref="KeyBytes"/>.</summary>
    public byte[] Key { get; } = key;

    public int Size { get; } = ItemSize.Of(attributes);

    public static bool Same(StoredItem? left, StoredItem? right) =>
        ReferenceEquals(left, right)
        || (
            left is not null
            && right is not null
            && left.Size == right.Size
            && new MapValue(left.Attributes).Equals(new MapValue(right.Attributes))
        );

    /// <summary>The key of its row within its table. The token says nothing that the key does not.</summary>
    public string RowKey => Convert.ToHexString(Key.AsSpan(KeyBytes.TokenLength));
}
