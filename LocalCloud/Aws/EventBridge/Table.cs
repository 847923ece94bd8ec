using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Rows of one kind by name: what is in memory is what is stored.</summary>
internal sealed class Table<TRow>(string name, JsonTypeInfo<TRow> type)
    where TRow : class
{
    private readonly SortedDictionary<string, TRow> _rows = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>by name</summary>
    public IReadOnlyCollection<TRow> Rows => _rows.Values;

    public TRow? Find(string key) => _rows.GetValueOrDefault(key);

    public void Put(Changes changes, string key, TRow row)
    {
        _rows[key] = row;
        changes.Put(name, key, row, type);
    }

    public void Delete(Changes changes, string key)
    {
        _rows.Remove(key);
        changes.Delete(name, key);
    }

    public void Load(string key, byte[] value) => _rows[key] = JsonSerializer.Deserialize(value, type)!;
}
