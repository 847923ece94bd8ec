using System.Diagnostics.CodeAnalysis;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>Values by key in S3's order, with a seek: a page of a listing costs the same wherever it begins.</summary>
internal sealed class OrderedKeys<T>
    where T : class
{
    private readonly SortedSet<Entry> _entries = new(Comparer<Entry>.Create((a, b) => KeyOrder.Instance.Compare(a.Key, b.Key)));

    public int Count => _entries.Count;

    public bool TryGet(string key, [NotNullWhen(true)] out T? value)
    {
        value = _entries.TryGetValue(new(key, null), out var entry) ? entry.Value : null;
        return value is not null;
    }

    public void Set(string key, T value)
    {
        var entry = new Entry(key, value);
        _entries.Remove(entry);
        _entries.Add(entry);
    }

    public bool Remove(string key) => _entries.Remove(new(key, null));

    /// <summary>From the first key that is not less than <paramref name="key"/>.</summary>
    public IEnumerable<KeyValuePair<string, T>> From(string key)
    {
        if (_entries.Max.Key is not { } last || KeyOrder.Instance.Compare(key, last) > 0)
            yield break;
        foreach (var entry in _entries.GetViewBetween(new(key, null), _entries.Max))
            yield return new(entry.Key, entry.Value!);
    }

    private readonly record struct Entry(string Key, T? Value);
}
