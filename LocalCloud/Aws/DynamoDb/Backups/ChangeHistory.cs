using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Backups;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <param name="At">Ticks of UTC.</param>
/// <param name="Old">What was there before; null when there was nothing.</param>
internal sealed record PastChange(long At, Dictionary<string, AttributeValue> Key, Item? Old);

/// <summary>
/// Point-in-time recovery: while it is on, what each change has overwritten. The table as it was is the table as it is, with the changes
/// since then taken back, the last one first.
/// </summary>
internal sealed class ChangeHistory(Table table)
{
    private readonly Queue<(long Number, PastChange Change)> _changes = [];
    private long _last;

    public static string RowTableOf(string tableId) => "history/" + tableId;

    public void Append(Changes to, StoredItem? old, StoredItem? item, DateTimeOffset now)
    {
        Trim(to, now);
        var change = new PastChange(now.UtcTicks, table.Schema.KeyOf((old ?? item)!.Attributes), old?.Attributes);
        _changes.Enqueue((++_last, change));
        to.Put(RowTableOf(table.Definition.Id), Row(_last), change, DynamoDbJson.Default.PastChange);
    }

    public void Load(string row, byte[] value)
    {
        _last = long.Parse(row, CultureInfo.InvariantCulture);
        _changes.Enqueue((_last, JsonSerializer.Deserialize(value, DynamoDbJson.Default.PastChange)!));
    }

    public void Clear(Changes to)
    {
        while (_changes.TryDequeue(out var entry))
            to.Delete(RowTableOf(table.Definition.Id), Row(entry.Number));
    }

    /// <summary>The items after the last change at or before this time.</summary>
    public Dictionary<string, StoredItem> AsOf(DateTimeOffset time)
    {
        var items = table.Items.All.ToDictionary(item => item.RowKey);
        foreach (var (_, change) in _changes.Reverse().TakeWhile(entry => entry.Change.At > time.UtcTicks))
        {
            var before = new StoredItem(change.Old ?? change.Key, KeyBytes.Of(table.Schema, change.Key));
            if (change.Old is null)
                items.Remove(before.RowKey);
            else
                items[before.RowKey] = before;
        }
        return items;
    }

    /// <summary>
    /// Each item that changed after <paramref name="from"/> and until <paramref name="to"/>, with the time of its last change.
    /// </summary>
    public Dictionary<string, PastChange> Between(DateTimeOffset from, DateTimeOffset to) =>
        _changes
            .Select(entry => entry.Change)
            .Where(change => change.At > from.UtcTicks && change.At <= to.UtcTicks)
            .GroupBy(change => Convert.ToHexString(KeyBytes.Of(table.Schema, change.Key).AsSpan(KeyBytes.TokenLength)))
            .ToDictionary(group => group.Key, group => group.Last());

    private void Trim(Changes to, DateTimeOffset now)
    {
        var oldest = now.AddDays(-table.Definition.Recovery!.Days).UtcTicks;
        while (_changes.TryPeek(out var entry) && entry.Change.At < oldest)
        {
            to.Delete(RowTableOf(table.Definition.Id), Row(entry.Number));
            _changes.Dequeue();
        }
    }

    private static string Row(long number) => number.ToString("D19", CultureInfo.InvariantCulture);
}
