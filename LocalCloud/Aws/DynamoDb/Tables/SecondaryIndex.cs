using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>A global or local secondary index: the items that have its key, in its order.</summary>
internal sealed class SecondaryIndex(string name, bool isGlobal, KeySchema schema, ProjectionModel projection)
{
    public string Name => name;
    public bool IsGlobal => isGlobal;
    public KeySchema Schema => schema;
    public ItemTree Items { get; } = new();
    public long Size { get; private set; }
    public bool ProjectsAll => projection.ProjectionType == "ALL";

    public void Add(StoredItem item)
    {
        if (!schema.Covers(item.Attributes))
            return;
        Items.Put(KeyOf(item), item);
        Size += item.Size;
    }

    public void Remove(StoredItem item)
    {
        if (schema.Covers(item.Attributes) && Items.Remove(KeyOf(item)))
            Size -= item.Size;
    }

    private byte[] KeyOf(StoredItem item) => KeyBytes.Of(schema, item.Attributes, item.Key);

    public bool Projects(string attribute, KeySchema table) =>
        ProjectsAll
        || schema.Includes(attribute)
        || table.Includes(attribute)
        || (projection.ProjectionType == "INCLUDE" && projection.NonKeyAttributes?.Contains(attribute) == true);

    public IReadOnlyDictionary<string, AttributeValue> Projected(StoredItem item, KeySchema table) =>
        ProjectsAll ? item.Attributes : item.Attributes.Where(attribute => Projects(attribute.Key, table)).ToDictionary();

    /// <summary>AWS's message when the item's value for an index key can be none.</summary>
    public string? FaultOfItem(IReadOnlyDictionary<string, AttributeValue> item)
    {
        foreach (var key in schema.Attributes)
        {
            if (!item.TryGetValue(key.Name, out var value))
                continue;
            if (value.Type != key.Type)
                return $"One or more parameter values were invalid: Type mismatch for Index Key {key.Name} Expected: {key.Type} Actual: "
                    + $"{value.Type} IndexName: {name}";
            if (KeyAttribute.EmptyKind(value) is { } kind)
                return "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                    + $"The AttributeValue for a key attribute cannot contain an empty {kind} value. IndexName: {name}, IndexKey: "
                    + $"{key.Name}";
        }
        return null;
    }
}
