using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>
/// The items that time to live will delete, by when: those whose attribute is a Number of seconds since 1970.
/// An item that expired more than five years ago is not deleted, as AWS has it, so that a wrong unit does no harm.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
/// </summary>
internal sealed class Expirations(string attribute)
{
    private const long FiveYears = 5 * 365 * 24 * 3600L;

    private readonly SortedSet<(long Second, StoredItem Item)> _queue = new(
        Comparer<(long Second, StoredItem Item)>.Create(
            (a, b) => a.Second != b.Second ? a.Second.CompareTo(b.Second) : a.Item.Key.AsSpan().SequenceCompareTo(b.Item.Key)
        )
    );

    public void Add(StoredItem item)
    {
        if (SecondOf(item) is { } second)
            _queue.Add((second, item));
    }

    public void Remove(StoredItem item)
    {
        if (SecondOf(item) is { } second)
            _queue.Remove((second, item));
    }

    /// <summary>When the next item expires, of those that are not too old to be deleted.</summary>
    public long? Next(long now) => From(now).Select(entry => (long?)entry.Second).FirstOrDefault();

    public List<StoredItem> Due(long now) => [.. From(now).TakeWhile(entry => entry.Second <= now).Select(entry => entry.Item)];

    private IEnumerable<(long Second, StoredItem Item)> From(long now)
    {
        if (_queue.Count == 0)
            return [];
        var oldest = (now - FiveYears, _queue.Min.Item);
        return _queue.Max.Second < oldest.Item1 ? []
            : _queue.Min.Second >= oldest.Item1 ? _queue
            : _queue.GetViewBetween(oldest, _queue.Max);
    }

    private long? SecondOf(StoredItem item) =>
        item.Attributes.TryGetValue(attribute, out var value) && value is NumberValue number
            ? number.Number.TryGetInt64(out var whole)
                ? whole
                : number.Number.Magnitude is >= 0 and < 18
                    ? (long)double.Parse(number.ToString(), System.Globalization.CultureInfo.InvariantCulture)
                    : null
            : null;
}
