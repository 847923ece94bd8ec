using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>A table in memory: its items in key order, and its indexes and expirations, which follow every put and removal.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, SecondaryIndex> _indexes = [];
    private Expirations? _expirations;

    public Table(TableDefinition definition)
    {
        Definition = definition;
        History = new(this);
        Schema = definition.SchemaOf(definition.KeySchema);
        foreach (var index in definition.Global)
            AddIndex(index, isGlobal: true);
        foreach (var index in definition.Local)
            AddIndex(index, isGlobal: false);
        ExpireBy(definition.TimeToLiveAttribute);
    }

    public TableDefinition Definition { get; set; }
    public string Name => Definition.Name;
    public KeySchema Schema { get; }
    public ItemTree Items { get; } = new();
    public long Size { get; private set; }
    public IReadOnlyDictionary<string, SecondaryIndex> Indexes => _indexes;
    public Expirations? Expirations => _expirations;

    /// <summary>Empty but while point-in-time recovery is enabled.</summary>
    public ChangeHistory History { get; }

    /// <summary>While it is enabled.</summary>
    public TableStream? Stream { get; set; }

    /// <summary>Of the store: each table has a space of its own there.</summary>
    public string RowTable => RowTableOf(Definition.Id);

    public static string RowTableOf(string tableId) => "items/" + tableId;

    public StoredItem? Find(byte[] key) => Items.Find(key);

    public void Put(StoredItem? old, StoredItem item)
    {
        if (old is not null)
            Remove(old);
        Items.Put(item.Key, item);
        Size += item.Size;
        foreach (var index in _indexes.Values)
            index.Add(item);
        _expirations?.Add(item);
    }

    public void Remove(StoredItem item)
    {
        Items.Remove(item.Key);
        Size -= item.Size;
        foreach (var index in _indexes.Values)
            index.Remove(item);
        _expirations?.Remove(item);
    }

    public void AddIndex(IndexDefinition definition, bool isGlobal)
    {
        var index = new SecondaryIndex(definition.IndexName, isGlobal, Definition.SchemaOf(definition.KeySchema), definition.Projection!);
        _indexes.Add(index.Name, index);
        foreach (var item in Items.All)
            index.Add(item);
    }

    public void RemoveIndex(string name) => _indexes.Remove(name);

    public void ExpireBy(string? attribute)
    {
        _expirations = attribute is null ? null : new Expirations(attribute);
        foreach (var item in Items.All)
            _expirations?.Add(item);
    }

    public string? FaultOfItem(IReadOnlyDictionary<string, AttributeValue> item)
    {
        if (Schema.FaultOfItem(item) is { } fault)
            return fault;
        foreach (var index in _indexes.Values)
        {
            if (index.FaultOfItem(item) is { } faultOfIndex)
                return faultOfIndex;
        }
        return null;
    }
}
