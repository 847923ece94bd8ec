using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

/// <summary>The backups of one account and region, which outlive their tables.</summary>
internal sealed class BackupStore(DynamoDbState state)
{
    // Rows come back in this order: a definition before its items.
    private const string DefinitionRows = "backups";
    private const string ItemRows = "backups/";

    private readonly SortedDictionary<string, Backup> _backups = new(StringComparer.Ordinal);

    /// <summary>From the oldest.</summary>
    public IEnumerable<Backup> All => _backups.Values.Where(backup => !(backup.Definition.ExpiresAt <= state.Time.GetUtcNow()));

    public string ArnOf(BackupDefinition backup) => state.Scope.Arn("dynamodb", $"table/{backup.Table.Name}/backup/{backup.Id}");

    public Result<Backup> Find(string arn) =>
        All.FirstOrDefault(backup => ArnOf(backup.Definition) == arn) is { } found
            ? found
            : new AwsError("BackupNotFoundException", $"Backup not found: {arn}");

    public Backup Create(Changes changes, Table table, string name, string type)
    {
        foreach (var (_, old) in _backups.Where(entry => entry.Value.Definition.ExpiresAt <= state.Time.GetUtcNow()).ToList())
            Delete(changes, old);
        var now = state.Time.GetUtcNow();
        var id = $"{now.ToUnixTimeMilliseconds().ToString("D14", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";
        var backup = new Backup(
            new(id, name, type, now, table.Definition, table.Stream?.Definition.ViewType, table.Size, table.Items.Count),
            [.. table.Items.All]
        );
        _backups.Add(id, backup);
        changes.Put(DefinitionRows, id, backup.Definition, DynamoDbJson.Default.BackupDefinition);
        foreach (var item in backup.Items)
            changes.Put(ItemRows + id, item.RowKey, ItemRow.Write(item.Attributes));
        return backup;
    }

    public void Delete(Changes changes, Backup backup)
    {
        var id = backup.Definition.Id;
        _backups.Remove(id);
        changes.Delete(DefinitionRows, id);
        foreach (var item in backup.Items)
            changes.Delete(ItemRows + id, item.RowKey);
    }

    public bool Load(string rowTable, byte[] value)
    {
        if (rowTable == DefinitionRows)
        {
            var definition = JsonSerializer.Deserialize(value, DynamoDbJson.Default.BackupDefinition)!;
            _backups.Add(definition.Id, new(definition, []));
            return true;
        }
        if (!rowTable.StartsWith(ItemRows, StringComparison.Ordinal))
            return false;
        if (_backups.TryGetValue(rowTable[ItemRows.Length..], out var backup))
        {
            var attributes = ItemRow.Read(value);
            backup.Items.Add(new(attributes, KeyBytes.Of(backup.Schema, attributes)));
        }
        return true;
    }
}
