namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>Items in key order, O(log n) to find, put, remove and to begin a walk in either direction.</summary>
internal sealed class ItemTree
{
    private readonly SortedSet<Entry> _entries = new(ByKey.Instance);

    public int Count => _entries.Count;

    public IEnumerable<StoredItem> All => _entries.Select(entry => entry.Item!);

    public StoredItem? Find(byte[] key) => _entries.TryGetValue(new Entry(key, null), out var entry) ? entry.Item : null;

    public void Put(byte[] key, StoredItem item)
    {
        var entry = new Entry(key, item);
        if (_entries.Add(entry))
            return;
        _entries.Remove(entry);
        _entries.Add(entry);
    }

    public bool Remove(byte[] key) => _entries.Remove(new Entry(key, null));

    public void Clear() => _entries.Clear();

    /// <summary>From low (included; null: the first) to high (excluded; null: the last), or the same backwards.</summary>
    public IEnumerable<(byte[] Key, StoredItem Item)> Walk(byte[]? low, byte[]? high, bool forward)
    {
        if (_entries.Count == 0)
            yield break;
        var from = new Entry(low ?? _entries.Min.Key, null);
        var to = new Entry(high ?? _entries.Max.Key, null);
        if (ByKey.Instance.Compare(from, to) > 0)
            yield break;
        var view = _entries.GetViewBetween(from, to);
        foreach (var entry in forward ? view : view.Reverse())
        {
            if (high is null || !entry.Key.AsSpan().SequenceEqual(high))
                yield return (entry.Key, entry.Item!);
        }
    }

    private readonly record struct Entry(byte[] Key, StoredItem? Item);

    private sealed class ByKey : IComparer<Entry>
    {
        public static readonly ByKey Instance = new();

        public int Compare(Entry x, Entry y) => x.Key.AsSpan().SequenceCompareTo(y.Key);
    }
}
