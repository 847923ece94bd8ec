using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Backups;
using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Transfer;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.DynamoDb;

/// <summary>The tables of one account and region.</summary>
internal sealed class DynamoDbState : ServiceState
{
    // Rows come back by table name in this order: a definition before its history and its items, then streams.
    private const string DefinitionRows = "definitions";
    private const string TokenRows = "tokens";

    private readonly SortedDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    public DynamoDbState(Service service, Scope scope)
        : base(service, scope)
    {
        Timer = new ExpiryTimer(this);
        Tokens = new ClientTokens(TokenRows);
        Streams = new TableStreams(this);
        Trimming = new TrimTimer(this);
        Backups = new BackupStore(this);
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyCollection<Table> Tables => _tables.Values;

    public ExpiryTimer Timer { get; }

    public ClientTokens Tokens { get; }

    public TableStreams Streams { get; }

    public TrimTimer Trimming { get; }

    public BackupStore Backups { get; }

    public TransferStore Transfers { get; } = new();

    public string ArnOf(Table table) => Scope.Arn("dynamodb", $"table/{table.Name}");

    /// <summary>The table of an operation on items, by name or ARN.</summary>
    public Result<Table> Find(string nameOrArn)
    {
        var name = TableName.Of(nameOrArn);
        if (TableName.Fault(name) is { } fault)
            return DynamoDbErrors.Validation(fault);
        return _tables.TryGetValue(name, out var table) ? table : DynamoDbErrors.NotFound;
    }

    /// <summary>The table of an operation on tables, whose error names it.</summary>
    public Result<Table> Describe(string nameOrArn)
    {
        var found = Find(nameOrArn);
        return found.Error == DynamoDbErrors.NotFound ? DynamoDbErrors.TableNotFound(TableName.Of(nameOrArn)) : found;
    }

    public Table? ByName(string name) => _tables.GetValueOrDefault(name);

    public void Create(Changes changes, Table table)
    {
        _tables.Add(table.Name, table);
        Save(changes, table);
    }

    public void Delete(Changes changes, Table table)
    {
        _tables.Remove(table.Name);
        changes.Delete(DefinitionRows, table.Name);
        foreach (var item in table.Items.All)
            changes.Delete(table.RowTable, item.RowKey);
        table.History.Clear(changes);
        Stream(changes, table, null);
    }

    public void Change(Changes changes, Table table, TableDefinition definition)
    {
        table.Definition = definition;
        Save(changes, table);
    }

    private static void Save(Changes changes, Table table) =>
        changes.Put(DefinitionRows, table.Name, table.Definition, DynamoDbJson.Default.TableDefinition);

    /// <summary>Begins a stream of the table's changes, or with null ends the one it has.</summary>
    public void Stream(Changes changes, Table table, string? viewType)
    {
        if (table.Stream is { } current)
            Streams.Disable(changes, current, Time.GetUtcNow());
        table.Stream = null;
        if (table.Definition.StreamPolicy is not null && ByName(table.Name) == table)
            Change(changes, table, table.Definition with { StreamPolicy = null });
        if (viewType is null)
            return;
        table.Stream = Streams.Create(changes, table, viewType, Time.GetUtcNow());
        Change(changes, table, table.Definition with { LatestStreamLabel = table.Stream.Definition.Label });
    }

    /// <summary>The one way an item changes: memory, row, expiry and stream together. Null removes.</summary>
    public void Write(Changes changes, Table table, StoredItem? old, StoredItem? item, bool expired = false)
    {
        // What changes nothing leaves no record.
        if (table.Stream is { } stream && !StoredItem.Same(old, item))
            Streams.Append(changes, table, stream, old, item, expired);
        if (table.Definition.Recovery is not null && (old ?? item) is not null && !StoredItem.Same(old, item))
            table.History.Append(changes, old, item, Time.GetUtcNow());
        if (item is not null)
        {
            table.Put(old, item);
            changes.Put(table.RowTable, item.RowKey, ItemRow.Write(item.Attributes));
            Timer.Schedule(table);
        }
        else if (old is not null)
        {
            table.Remove(old);
            changes.Delete(table.RowTable, old.RowKey);
        }
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        var (byRows, byHistory) = (new Dictionary<string, Table>(), new Dictionary<string, Table>());
        foreach (var (rowTable, key, value) in rows)
        {
            if (rowTable == DefinitionRows)
            {
                var table = new Table(JsonSerializer.Deserialize(value, DynamoDbJson.Default.TableDefinition)!);
                _tables.Add(table.Name, table);
                byRows.Add(table.RowTable, table);
                byHistory.Add(ChangeHistory.RowTableOf(table.Definition.Id), table);
            }
            else if (rowTable == TokenRows)
            {
                Tokens.Load(key, value);
            }
            else if (Streams.Load(rowTable, value) || Backups.Load(rowTable, value) || Transfers.Load(rowTable, key, value)) { }
            else if (byHistory.TryGetValue(rowTable, out var changed))
            {
                changed.History.Load(key, value);
            }
            else if (byRows.TryGetValue(rowTable, out var table))
            {
                var attributes = ItemRow.Read(value);
                table.Put(null, new StoredItem(attributes, KeyBytes.Of(table.Schema, attributes)));
            }
        }
        Streams.Loaded();
    }
}
