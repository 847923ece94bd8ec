using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws;

/// <summary>Rows of one kind of a state: in memory in the order of their keys, and in the store as they were last put.</summary>
/// <param name="name">of the store's table, which may hold several kinds told apart by <see cref="StoredTable.Prefix"/></param>
/// <param name="key">what a row is found by; it does not change while the row is there</param>
internal sealed class Table<T>(string name, JsonTypeInfo<T> type, Func<T, string> key) : StoredTable(name), IReadOnlyDictionary<string, T>
    where T : class
{
    private readonly SortedDictionary<string, T> _rows = new(StringComparer.Ordinal);

    public T this[string key] => _rows[key];

    public int Count => _rows.Count;

    public IEnumerable<string> Keys => _rows.Keys;

    public IEnumerable<T> Values => _rows.Values;

    /// <summary>A new row, or one in the place of that with its key. What changes of <paramref name="row"/> later needs another
    /// Put.</summary>
    public void Put(Changes changes, T row)
    {
        _rows[key(row)] = row;
        changes.Put(Name, Prefix + key(row), row, type);
    }

    /// <summary>One that is not there is none the less deleted.</summary>
    public void Delete(Changes changes, string key)
    {
        _rows.Remove(key);
        changes.Delete(Name, Prefix + key);
    }

    public bool ContainsKey(string key) => _rows.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _rows.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void Load(string key, byte[] value) => _rows[key] = JsonSerializer.Deserialize(value, type)!;
}

/// <summary>Where the rows of a state belong when they are read from the store.</summary>
internal abstract class StoredTable(string name)
{
    public string Name => name;

    /// <summary>What the keys of these rows begin with in the store.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What belongs to none of the tables is left out.</summary>
    public static void Load(IEnumerable<StoredRow> rows, params ReadOnlySpan<StoredTable> tables)
    {
        foreach (var row in rows)
            TryLoad(row, tables);
    }

    /// <summary>False for a row of none of the tables.</summary>
    public static bool TryLoad(StoredRow row, params ReadOnlySpan<StoredTable> tables)
    {
        foreach (var table in tables)
            if (table.TryLoad(row))
                return true;
        return false;
    }

    private bool TryLoad(StoredRow row)
    {
        if (row.Table != Name || !row.Key.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        Load(row.Key[Prefix.Length..], row.Value);
        return true;
    }

    protected abstract void Load(string key, byte[] value);
}

/// <summary>Changes of one row outside of an operation's Handle: complete once it is on disk.</summary>
internal static class SingleRow
{
    public static ValueTask<Result<Nothing>> PutAsync<T>(this ServiceState state, Table<T> table, T row)
        where T : class => state.Service.Host.ChangeAsync<ServiceState, Nothing>(state, (_, changes) =>
        {
            table.Put(changes, row);
            return Nothing.Instance;
        });

    public static ValueTask<Result<Nothing>> DeleteAsync<T>(this ServiceState state, Table<T> table, string key)
        where T : class => state.Service.Host.ChangeAsync<ServiceState, Nothing>(state, (_, changes) =>
        {
            table.Delete(changes, key);
            return Nothing.Instance;
        });
}
