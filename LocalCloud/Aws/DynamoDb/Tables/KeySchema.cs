using System.Text;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>One key attribute of a table or index.</summary>
internal sealed record KeyAttribute(string Name, AttributeType Type)
{
    /// <summary>AWS's message when the value cannot be a key though its type fits.</summary>
    public string? FaultOfValue(AttributeValue value) =>
        EmptyKind(value) is { } kind
            ? $"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {kind} value. "
                + $"Key: {Name}"
            : null;

    public static string? EmptyKind(AttributeValue value) =>
        value switch
        {
            StringValue { Text.Length: 0 } => "string",
            BinaryValue { Bytes.Length: 0 } => "binary",
            _ => null,
        };
}

/// <summary>
/// The primary key of a table, or the key of an index. A global index can have up to four attributes in its partition key and four in its
/// sort key: docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
/// </summary>
internal sealed record KeySchema(IReadOnlyList<KeyAttribute> Hashes, IReadOnlyList<KeyAttribute> Ranges)
{
    public const int MostOfEach = 4;

    // The words of these two messages, missing space included, are AWS's.
    private const string HashTooLong =
        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes";
    private const string RangeTooLong =
        "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
    public const string NoMatch = "The provided key element does not match the schema";

    /// <summary>The first of the partition key: of a table there is no other.</summary>
    public KeyAttribute Hash => Hashes[0];

    public KeyAttribute? Range => Ranges.Count > 0 ? Ranges[0] : null;

    public bool HasSeveral => Hashes.Count > 1 || Ranges.Count > 1;

    public IEnumerable<KeyAttribute> Attributes => Hashes.Concat(Ranges);

    public bool Includes(string name) => Attributes.Any(attribute => attribute.Name == name);

    /// <summary>Null when <paramref name="key"/> is exactly a key of this schema.</summary>
    public string? FaultOfKey(Item key)
    {
        if (key.Count != Hashes.Count + Ranges.Count)
            return NoMatch;
        foreach (var attribute in Attributes)
        {
            if (!key.TryGetValue(attribute.Name, out var value) || value.Type != attribute.Type)
                return NoMatch;
            if (attribute.FaultOfValue(value) is { } fault)
                return fault;
        }
        return FaultOfSize(key);
    }

    /// <summary>Null when the item to be put has the key and it can be one.</summary>
    public string? FaultOfItem(Item item)
    {
        foreach (var attribute in Attributes)
        {
            if (!item.TryGetValue(attribute.Name, out var value))
                return $"One or more parameter values were invalid: Missing the key {attribute.Name} in the item";
            if (value.Type != attribute.Type)
                return $"One or more parameter values were invalid: Type mismatch for key {attribute.Name} expected: {attribute.Type} "
                    + $"actual: {value.Type}";
            if (attribute.FaultOfValue(value) is { } fault)
                return fault;
        }
        return FaultOfSize(item);
    }

    public bool Covers(Item item) =>
        Attributes.All(attribute => item.TryGetValue(attribute.Name, out var value) && value.Type == attribute.Type);

    public Dictionary<string, AttributeValue> KeyOf(Item item) =>
        Attributes.ToDictionary(attribute => attribute.Name, attribute => item[attribute.Name]);

    private string? FaultOfSize(Item item) =>
        Length(item[Hash.Name]) > 2048 ? HashTooLong
        : Range is not null && Length(item[Range.Name]) > 1024 ? RangeTooLong
        : null;

    private static int Length(AttributeValue value) =>
        value switch
        {
            StringValue s => Encoding.UTF8.GetByteCount(s.Text),
            BinaryValue b => b.Bytes.Length,
            _ => 0,
        };
}
